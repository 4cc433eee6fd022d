select
    "name_zh",
    "department_id"
from "core"."department"
order by "department_id"
limit ?
-- values: (51,)

select count(*)
from "core"."department"
-- values: ()

select
    "ordinal",
    "due_date",
    "deadline_kind",
    "task_id",
    "parent_key"
from "core"."task"
join (
    select distinct "department_id" as "parent_key", "task_id" as "linked_key"
    from "core"."task_department"
    where "department_id" in (select unnest(?))
) as link on "linked_key" = "task_id"
qualify row_number() over (partition by "parent_key" order by "due_date" nulls last, "task_id") <= ?
order by "due_date" nulls last, "task_id"
-- values: (['development_reform', 'finance', 'industry_it'], 51)

select "parent_key", count(*)
from "core"."task"
join (
    select distinct "department_id" as "parent_key", "task_id" as "linked_key"
    from "core"."task_department"
    where "department_id" in (select unnest(?))
) as link on "linked_key" = "task_id"
group by all
-- values: (['development_reform', 'finance', 'industry_it'],)

select
    "role",
    "task_id",
    "ordinal",
    "department_id",
    "department_id" as "parent_key"
from "core"."task_department"
where "department_id" in (select unnest(?))
    and "role" = ?
qualify row_number() over (partition by "department_id" order by "task_id", "ordinal", "department_id") <= ?
order by "task_id", "ordinal", "department_id"
-- values: (['development_reform', 'finance', 'industry_it'], 'cooperating', 51)

select
    "title_zh",
    "task_id" as "parent_key"
from "core"."task"
where "task_id" in (select unnest(?))
-- values: (['task_02'],)
