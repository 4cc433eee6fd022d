select
    "name_zh",
    "fund_id"
from "core"."fund"
where "fund_id" = ?
order by "fund_id"
limit ?
-- values: ('guide', 2)

select
    "committed_cny",
    "paid_in_cny",
    "contribution_date",
    "fund_contribution_id",
    "fund_id",
    "contributor_fund_id",
    "contributor_fund_id" as "parent_key"
from "core"."fund_contribution"
where "contributor_fund_id" in (select unnest(?))
qualify row_number() over (partition by "contributor_fund_id" order by "contribution_date", "fund_contribution_id") <= ?
order by "contribution_date", "fund_contribution_id"
-- values: (['guide'], 51)

select
    "fund_id",
    "parent_fund_id",
    "fund_id" as "parent_key"
from "core"."fund"
where "fund_id" in (select unnest(?))
-- values: (['sub_biomedicine'],)

select
    "fund_id",
    "fund_id" as "parent_key"
from "core"."fund"
where "fund_id" in (select unnest(?))
-- values: (['guide'],)

select
    "irr",
    "fund_id" as "parent_key"
from "mart"."fund_performance"
where "fund_id" in (select unnest(?))
-- values: (['sub_biomedicine'],)

select
    "name_zh",
    "fund_id" as "parent_key"
from "core"."fund"
where "fund_id" in (select unnest(?))
-- values: (['guide'],)

select
    "name_zh",
    "project_id",
    "owner_enterprise_id"
from "core"."project"
order by "project_id"
limit ?
-- values: (51,)

select
    "enterprise_id",
    "enterprise_id" as "parent_key"
from "core"."enterprise"
where "enterprise_id" in (select unnest(?))
-- values: (['E001'],)

select "owner_enterprise_id" as "parent_key", count(*)
from "core"."project"
where "owner_enterprise_id" in (select unnest(?))
group by all
-- values: (['E001'],)

select
    "completion_rate",
    "period",
    "project_id",
    "project_id" as "parent_key"
from "mart"."project_progress"
where "project_id" in (select unnest(?))
qualify row_number() over (partition by "project_id" order by "period", "project_id") <= ?
order by "period", "project_id"
-- values: (['line'], 51)
