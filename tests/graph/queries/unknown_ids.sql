with "enterprise" as materialized (
    select
        "name_zh",
        "region_code"
    from "core"."enterprise"
    where "enterprise_id" = ?
    limit 1
),
"enterprise_region" as materialized (
    select
        "name_zh",
        "region_code" as "parent_key"
    from "core"."region"
    where "region_code" in (select "region_code" from "enterprise")
)
select to_json({
    'nameZh': "enterprise"."name_zh",
    'region': case when "enterprise_region"."parent_key" is not null then {'nameZh': "enterprise_region"."name_zh"} end
})::varchar as answer
from "enterprise"
left join "enterprise_region" on "enterprise_region"."parent_key" = "enterprise"."region_code"
-- values: ('nobody',)

with "region" as materialized (
    select
        "region_code"
    from "core"."region"
    where "region_code" = ?
    limit 1
),
"region_enterprises_total" as materialized (
    select "region_code" as "parent_key", count(*) as total
    from "core"."enterprise"
    where "region_code" in (select "region_code" from "region")
    group by all
)
select to_json({'enterprises': {'totalCount': coalesce("region_enterprises_total".total, 0)}})::varchar as answer
from "region"
left join "region_enterprises_total" on "region_enterprises_total"."parent_key" = "region"."region_code"
-- values: ('999999',)

with "fund" as materialized (
    select
        "parent_fund_id",
        "fund_id"
    from "core"."fund"
    where "fund_id" = ?
    limit 1
),
"fund_parent" as materialized (
    select
        "name_zh",
        "fund_id" as "parent_key"
    from "core"."fund"
    where "fund_id" in (select "parent_fund_id" from "fund")
),
"fund_sub_funds" as materialized (
    select
        "name_zh",
        "target_size_cny",
        "parent_fund_id",
        "parent_fund_id" as "parent_key",
        row_number() over (partition by "parent_fund_id" order by "fund_id") as "position"
    from "core"."fund"
    where "parent_fund_id" in (select "fund_id" from "fund")
    qualify "position" <= ?
),
"fund_sub_funds_parent" as materialized (
    select
        "name_zh",
        "fund_id" as "parent_key"
    from "core"."fund"
    where "fund_id" in (select "parent_fund_id" from "fund_sub_funds")
),
"fund_sub_funds_page" as materialized (
    select
        "fund_sub_funds"."parent_key",
        ('[' || string_agg(to_json({
            'nameZh': "fund_sub_funds"."name_zh",
            'targetSizeCny': rtrim(rtrim("fund_sub_funds"."target_size_cny"::varchar, '0'), '.'),
            'parent': case when "fund_sub_funds_parent"."parent_key" is not null then {'nameZh': "fund_sub_funds_parent"."name_zh"} end
        })::varchar, ',' order by "fund_sub_funds"."position") || ']')::json as "list_0"
    from "fund_sub_funds"
    left join "fund_sub_funds_parent" on "fund_sub_funds_parent"."parent_key" = "fund_sub_funds"."parent_fund_id"
    group by "fund_sub_funds"."parent_key"
)
select to_json({
    'parent': case when "fund_parent"."parent_key" is not null then {'nameZh': "fund_parent"."name_zh"} end,
    'subFunds': {'nodes': coalesce("fund_sub_funds_page".list_0, '[]')}
})::varchar as answer
from "fund"
left join "fund_parent" on "fund_parent"."parent_key" = "fund"."parent_fund_id"
left join "fund_sub_funds_page" on "fund_sub_funds_page"."parent_key" = "fund"."fund_id"
-- values: ('guide', 100)
