with "department" as materialized (
    select
        "name_zh",
        "department_id",
        row_number() over () as "position"
    from (
        select
            "name_zh",
            "department_id"
        from "core"."department"
        order by "department_id"
        limit ?
    )
),
"department_tasks" as materialized (
    select
        "ordinal",
        "due_date",
        "deadline_kind",
        "parent_key",
        row_number() over (partition by "parent_key" order by "due_date" nulls last, "task_id") as "position"
    from "core"."task"
    join (
        select distinct "department_id" as "parent_key", "task_id" as "linked_key"
        from "core"."task_department"
        where "department_id" in (select "department_id" from "department")
    ) as link on "linked_key" = "task_id"
    qualify "position" <= ?
),
"department_tasks_page" as materialized (
    select
        "department_tasks"."parent_key",
        ('[' || string_agg(to_json({
            'ordinal': "department_tasks"."ordinal",
            'dueDate': "department_tasks"."due_date"::varchar,
            'deadlineKind': case "department_tasks"."deadline_kind"
                when 'all_year' then 'ALL_YEAR'
                when 'dated' then 'DATED'
                else error('deadline_kind holds a word that the schema has not: ' || "department_tasks"."deadline_kind")
            end
        })::varchar, ',' order by "department_tasks"."position") || ']')::json as "list_1"
    from "department_tasks"
    group by "department_tasks"."parent_key"
),
"department_tasks_total" as materialized (
    select "parent_key", count(*) as total
    from "core"."task"
    join (
        select distinct "department_id" as "parent_key", "task_id" as "linked_key"
        from "core"."task_department"
        where "department_id" in (select "department_id" from "department")
    ) as link on "linked_key" = "task_id"
    group by all
),
"department_duties" as materialized (
    select
        "role",
        "task_id",
        "department_id" as "parent_key",
        row_number() over (partition by "department_id" order by "task_id", "ordinal", "department_id") as "position"
    from "core"."task_department"
    where "department_id" in (select "department_id" from "department")
        and "role" = ?
    qualify "position" <= ?
),
"department_duties_task" as materialized (
    select
        "title_zh",
        "task_id" as "parent_key"
    from "core"."task"
    where "task_id" in (select "task_id" from "department_duties")
),
"department_duties_page" as materialized (
    select
        "department_duties"."parent_key",
        ('[' || string_agg(to_json({
            'role': case "department_duties"."role"
                when 'lead' then 'LEAD'
                when 'cooperating' then 'COOPERATING'
                else error('role holds a word that the schema has not: ' || "department_duties"."role")
            end,
            'task': case when "department_duties_task"."parent_key" is not null then {'titleZh': "department_duties_task"."title_zh"} end
        })::varchar, ',' order by "department_duties"."position") || ']')::json as "list_0"
    from "department_duties"
    left join "department_duties_task" on "department_duties_task"."parent_key" = "department_duties"."task_id"
    group by "department_duties"."parent_key"
),
"department_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'nameZh': "department"."name_zh",
            'tasks': {
                'totalCount': coalesce("department_tasks_total".total, 0),
                'nodes': coalesce("department_tasks_page".list_1, '[]')
            },
            'duties': {'nodes': coalesce("department_duties_page".list_0, '[]')}
        })::varchar, ',' order by "department"."position") || ']')::json as "list_1"
    from "department"
    left join "department_tasks_page" on "department_tasks_page"."parent_key" = "department"."department_id"
    left join "department_tasks_total" on "department_tasks_total"."parent_key" = "department"."department_id"
    left join "department_duties_page" on "department_duties_page"."parent_key" = "department"."department_id"
),
"department_total" as materialized (
    select count(*) as total
    from "core"."department"
)
select to_json({
    'totalCount': coalesce("department_total".total, 0),
    'nodes': coalesce("department_page".list_1, '[]')
})::varchar as answer
from "department_page"
cross join "department_total"
-- values: (100, 100, 'cooperating', 100)
