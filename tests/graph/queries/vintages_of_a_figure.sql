select
    "region_code"
from "core"."region"
where "region_code" = ?
order by "region_code"
limit ?
-- values: ('620000', 2)

select
    "value",
    "vintage_id",
    "vintage_count",
    "known_from",
    "observation_id",
    "subject_id" as "parent_key"
from "mart"."observation"
where "subject_id" in (select unnest(?))
    and "indicator_id" = ?
qualify row_number() over (partition by "subject_id" order by "observation_id") <= ?
order by "observation_id"
-- values: (['620000'], 'gdp', 51)

select
    "vintage_id",
    "vintage_date",
    "value",
    "submission_number",
    "observation_id",
    "submission_id",
    "observation_id" as "parent_key"
from "core"."observation"
where "observation_id" in (select unnest(?))
qualify row_number() over (partition by "observation_id" order by "vintage_date" nulls last, "observation_id", "submission_number", "vintage_id") <= ?
order by "vintage_date" nulls last, "observation_id", "submission_number", "vintage_id"
-- values: (['gdp.620000.2015.year'], 51)

select
    "size_bytes",
    "submission_id" as "parent_key"
from "core"."submission"
where "submission_id" in (select unnest(?))
-- values: (['S000002'],)

select
    "value",
    "observation_id" as "parent_key"
from "mart"."observation"
where "observation_id" in (select unnest(?))
-- values: (['gdp.620000.2015.year'],)

select
    "sei_share",
    "is_mixed_vintage",
    "region_code",
    "period",
    "numerator_vintage_id",
    "denominator_vintage_id",
    "region_code" as "parent_key"
from "mart"."sei_share"
where "region_code" in (select unnest(?))
qualify row_number() over (partition by "region_code" order by "region_code", "period", "numerator_vintage_id", "denominator_vintage_id") <= ?
order by "region_code", "period", "numerator_vintage_id", "denominator_vintage_id"
-- values: (['620000'], 51)

select
    "name_en",
    "level",
    "region_code",
    "parent_region_code" as "parent_key"
from "core"."region"
where "parent_region_code" in (select unnest(?))
    and "is_additive" = ?
qualify row_number() over (partition by "parent_region_code" order by "region_code") <= ?
order by "region_code"
-- values: (['620000'], True, 51)
