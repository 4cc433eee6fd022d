select
    "title_zh",
    "value_low",
    "deadline_date",
    "document_id",
    "ordinal",
    "target_id",
    "earlier_target_id"
from "core"."target"
where "target_type" = ?
order by "document_id", "ordinal", "target_id"
limit ?
-- values: ('change_pp', 51)

select
    "title_en",
    "document_id",
    "ordinal",
    "task_id",
    "lead_department_id",
    "parent_key"
from "core"."task"
join (
    select distinct "target_id" as "parent_key", "task_id" as "linked_key"
    from "core"."target_task"
    where "target_id" in (select unnest(?))
) as link on "linked_key" = "task_id"
qualify row_number() over (partition by "parent_key" order by "document_id", "ordinal", "task_id") <= ?
order by "document_id", "ordinal", "task_id"
-- values: (['share_change'], 51)

select
    "task_id",
    "document_id",
    "ordinal",
    "parent_key"
from "core"."task"
join (
    select distinct "task_id" as "parent_key", "needed_task_id" as "linked_key"
    from "core"."task_dependency"
    where "task_id" in (select unnest(?))
) as link on "linked_key" = "task_id"
qualify row_number() over (partition by "parent_key" order by "document_id", "ordinal", "task_id") <= ?
order by "document_id", "ordinal", "task_id"
-- values: (['task_01'], 51)

select
    "target_id",
    "document_id",
    "ordinal",
    "parent_key"
from "core"."target"
join (
    select distinct "task_id" as "parent_key", "target_id" as "linked_key"
    from "core"."target_task"
    where "task_id" in (select unnest(?))
) as link on "linked_key" = "target_id"
qualify row_number() over (partition by "parent_key" order by "document_id", "ordinal", "target_id") <= ?
order by "document_id", "ordinal", "target_id"
-- values: (['task_01'], 51)

select
    "name_en",
    "department_id" as "parent_key"
from "core"."department"
where "department_id" in (select unnest(?))
-- values: (['development_reform'],)
