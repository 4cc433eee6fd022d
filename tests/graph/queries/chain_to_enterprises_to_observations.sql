select
    "name_zh",
    "chain_id"
from "core"."chain"
where "chain_id" = ?
order by "chain_id"
limit ?
-- values: ('C1', 2)

select
    "stage",
    "node_name_zh",
    "is_gap",
    "chain_id",
    "ordinal",
    "chain_stage_id",
    "chain_id" as "parent_key"
from "core"."chain_stage"
where "chain_id" in (select unnest(?))
qualify row_number() over (partition by "chain_id" order by "chain_id", "ordinal", "chain_stage_id") <= ?
order by "chain_id", "ordinal", "chain_stage_id"
-- values: (['C1'], 51)

select
    "name_zh",
    "enterprise_id",
    "parent_key"
from "core"."enterprise"
join (
    select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"
    from "core"."enterprise_chain"
    where "chain_id" in (select unnest(?))
) as link on "linked_key" = "enterprise_id"
qualify row_number() over (partition by "parent_key" order by "enterprise_id") <= ?
order by "enterprise_id"
-- values: (['C1'], 3)

select "parent_key", count(*)
from "core"."enterprise"
join (
    select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"
    from "core"."enterprise_chain"
    where "chain_id" in (select unnest(?))
) as link on "linked_key" = "enterprise_id"
group by all
-- values: (['C1'],)

select
    "period",
    "value",
    "observation_id",
    "subject_id" as "parent_key"
from "mart"."observation"
where "subject_id" in (select unnest(?))
qualify row_number() over (partition by "subject_id" order by "period" desc, "observation_id") <= ?
order by "period" desc, "observation_id"
-- values: (['E001', 'E059'], 2)

select
    "period",
    "value",
    "same_base_growth_rate",
    "observation_id",
    "subject_id" as "parent_key"
from "mart"."observation"
where "subject_id" in (select unnest(?))
qualify row_number() over (partition by "subject_id" order by "period", "observation_id") <= ?
order by "period", "observation_id"
-- values: (['E001', 'E059'], 2)

select
    "role",
    "counted_share",
    "enterprise_chain_id",
    "chain_stage_id",
    "chain_id" as "parent_key"
from "core"."enterprise_chain"
where "chain_id" in (select unnest(?))
    and "enterprise_id" = ?
qualify row_number() over (partition by "chain_id" order by "enterprise_chain_id") <= ?
order by "enterprise_chain_id"
-- values: (['C1'], 'E001', 51)

select
    "node_name_zh",
    "chain_stage_id" as "parent_key"
from "core"."chain_stage"
where "chain_stage_id" in (select unnest(?))
-- values: (['C1-1', 'C1-2'],)

select
    "period",
    "revenue_cny",
    "is_ten_billion",
    "chain_id",
    "chain_id" as "parent_key"
from "mart"."chain_revenue"
where "chain_id" in (select unnest(?))
qualify row_number() over (partition by "chain_id" order by "chain_id", "period") <= ?
order by "chain_id", "period"
-- values: (['C1'], 51)
