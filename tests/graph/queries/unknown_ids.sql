select
    "name_zh",
    "enterprise_id",
    "region_code"
from "core"."enterprise"
where "enterprise_id" = ?
order by "enterprise_id"
limit ?
-- values: ('nobody', 2)

select
    "region_code"
from "core"."region"
where "region_code" = ?
order by "region_code"
limit ?
-- values: ('999999', 2)

select
    "fund_id",
    "parent_fund_id"
from "core"."fund"
where "fund_id" = ?
order by "fund_id"
limit ?
-- values: ('guide', 2)

select
    "name_zh",
    "target_size_cny",
    "fund_id",
    "parent_fund_id",
    "parent_fund_id" as "parent_key"
from "core"."fund"
where "parent_fund_id" in (select unnest(?))
qualify row_number() over (partition by "parent_fund_id" order by "fund_id") <= ?
order by "fund_id"
-- values: (['guide'], 51)

select
    "name_zh",
    "fund_id" as "parent_key"
from "core"."fund"
where "fund_id" in (select unnest(?))
-- values: (['guide'],)
