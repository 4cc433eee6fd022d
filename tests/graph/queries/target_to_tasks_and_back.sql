with "target" as materialized (
    select
        "title_zh",
        "value_low",
        "deadline_date",
        "earlier_target_id",
        "target_id",
        row_number() over () as "position"
    from (
        select
            "title_zh",
            "value_low",
            "deadline_date",
            "earlier_target_id",
            "target_id",
            "document_id",
            "ordinal"
        from "core"."target"
        where "target_type" = ?
        order by "document_id", "ordinal", "target_id"
        limit ?
    )
),
"target_earlier_target" as materialized (
    select
        "target_id",
        "target_id" as "parent_key"
    from "core"."target"
    where "target_id" in (select "earlier_target_id" from "target")
),
"target_tasks" as materialized (
    select
        "title_en",
        "task_id",
        "lead_department_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "document_id", "ordinal", "task_id") as "position"
    from "core"."task"
    join (
        select distinct "target_id" as "parent_key", "task_id" as "linked_key"
        from "core"."target_task"
        where "target_id" in (select "target_id" from "target")
    ) as link on "linked_key" = "task_id"
    qualify "position" <= ?
),
"target_tasks_needed_tasks" as materialized (
    select
        "task_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "document_id", "ordinal", "task_id") as "position"
    from "core"."task"
    join (
        select distinct "task_id" as "parent_key", "needed_task_id" as "linked_key"
        from "core"."task_dependency"
        where "task_id" in (select "task_id" from "target_tasks")
    ) as link on "linked_key" = "task_id"
    qualify "position" <= ?
),
"target_tasks_needed_tasks_page" as materialized (
    select
        "target_tasks_needed_tasks"."parent_key",
        ('[' || string_agg(to_json({'taskId': "target_tasks_needed_tasks"."task_id"})::varchar, ',' order by "target_tasks_needed_tasks"."position") || ']')::json as "list_0"
    from "target_tasks_needed_tasks"
    group by "target_tasks_needed_tasks"."parent_key"
),
"target_tasks_targets" as materialized (
    select
        "target_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "document_id", "ordinal", "target_id") as "position"
    from "core"."target"
    join (
        select distinct "task_id" as "parent_key", "target_id" as "linked_key"
        from "core"."target_task"
        where "task_id" in (select "task_id" from "target_tasks")
    ) as link on "linked_key" = "target_id"
    qualify "position" <= ?
),
"target_tasks_targets_page" as materialized (
    select
        "target_tasks_targets"."parent_key",
        ('[' || string_agg(to_json({'targetId': "target_tasks_targets"."target_id"})::varchar, ',' order by "target_tasks_targets"."position") || ']')::json as "list_0"
    from "target_tasks_targets"
    group by "target_tasks_targets"."parent_key"
),
"target_tasks_lead_department" as materialized (
    select
        "name_en",
        "department_id" as "parent_key"
    from "core"."department"
    where "department_id" in (select "lead_department_id" from "target_tasks")
),
"target_tasks_page" as materialized (
    select
        "target_tasks"."parent_key",
        ('[' || string_agg(to_json({
            'titleEn': "target_tasks"."title_en",
            'neededTasks': {'nodes': coalesce("target_tasks_needed_tasks_page".list_0, '[]')},
            'targets': {'nodes': coalesce("target_tasks_targets_page".list_0, '[]')},
            'leadDepartment': case when "target_tasks_lead_department"."parent_key" is not null then {'nameEn': "target_tasks_lead_department"."name_en"} end
        })::varchar, ',' order by "target_tasks"."position") || ']')::json as "list_0"
    from "target_tasks"
    left join "target_tasks_needed_tasks_page" on "target_tasks_needed_tasks_page"."parent_key" = "target_tasks"."task_id"
    left join "target_tasks_targets_page" on "target_tasks_targets_page"."parent_key" = "target_tasks"."task_id"
    left join "target_tasks_lead_department" on "target_tasks_lead_department"."parent_key" = "target_tasks"."lead_department_id"
    group by "target_tasks"."parent_key"
),
"target_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'titleZh': "target"."title_zh",
            'valueLow': rtrim(rtrim("target"."value_low"::varchar, '0'), '.'),
            'deadlineDate': "target"."deadline_date"::varchar,
            'earlierTarget': case when "target_earlier_target"."parent_key" is not null then {'targetId': "target_earlier_target"."target_id"} end,
            'tasks': {'nodes': coalesce("target_tasks_page".list_0, '[]')}
        })::varchar, ',' order by "target"."position") || ']')::json as "list_0"
    from "target"
    left join "target_earlier_target" on "target_earlier_target"."parent_key" = "target"."earlier_target_id"
    left join "target_tasks_page" on "target_tasks_page"."parent_key" = "target"."target_id"
)
select to_json({'nodes': coalesce("target_page".list_0, '[]')})::varchar as answer
from "target_page"
-- values: ('change_pp', 100, 100, 100, 100)
