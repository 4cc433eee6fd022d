with "task" as materialized (
    select
        "task_id",
        row_number() over () as "position"
    from (
        select
            "task_id",
            "document_id",
            "ordinal"
        from "core"."task"
        where "task_id" in (select "task_id" from "core"."task_industry" where true)
        order by "document_id", "ordinal", "task_id"
        limit ?
    )
),
"task_field_duties" as materialized (
    select
        "department_id",
        "industry_id",
        "task_id" as "parent_key",
        row_number() over (partition by "task_id" order by "task_id", "industry_id") as "position"
    from "core"."task_industry"
    where "task_id" in (select "task_id" from "task")
    qualify "position" <= ?
),
"task_field_duties_department" as materialized (
    select
        "department_id",
        "department_id" as "parent_key"
    from "core"."department"
    where "department_id" in (select "department_id" from "task_field_duties")
),
"task_field_duties_industry" as materialized (
    select
        "industry_id",
        "industry_id" as "parent_key"
    from "core"."industry"
    where "industry_id" in (select "industry_id" from "task_field_duties")
),
"task_field_duties_industry_field_duties_total" as materialized (
    select "industry_id" as "parent_key", count(*) as total
    from "core"."task_industry"
    where "industry_id" in (select "industry_id" from "task_field_duties_industry")
    group by all
),
"task_field_duties_page" as materialized (
    select
        "task_field_duties"."parent_key",
        ('[' || string_agg(to_json({
            'department': case when "task_field_duties_department"."parent_key" is not null then {'departmentId': "task_field_duties_department"."department_id"} end,
            'industry': case when "task_field_duties_industry"."parent_key" is not null then {
                'industryId': "task_field_duties_industry"."industry_id",
                'fieldDuties': {'totalCount': coalesce("task_field_duties_industry_field_duties_total".total, 0)}
            } end
        })::varchar, ',' order by "task_field_duties"."position") || ']')::json as "list_0"
    from "task_field_duties"
    left join "task_field_duties_department" on "task_field_duties_department"."parent_key" = "task_field_duties"."department_id"
    left join "task_field_duties_industry" on "task_field_duties_industry"."parent_key" = "task_field_duties"."industry_id"
    left join "task_field_duties_industry_field_duties_total" on "task_field_duties_industry_field_duties_total"."parent_key" = "task_field_duties_industry"."industry_id"
    group by "task_field_duties"."parent_key"
),
"task_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'taskId': "task"."task_id",
            'fieldDuties': {'nodes': coalesce("task_field_duties_page".list_0, '[]')}
        })::varchar, ',' order by "task"."position") || ']')::json as "list_0"
    from "task"
    left join "task_field_duties_page" on "task_field_duties_page"."parent_key" = "task"."task_id"
)
select to_json({'nodes': coalesce("task_page".list_0, '[]')})::varchar as answer
from "task_page"
-- values: (2, 100)
