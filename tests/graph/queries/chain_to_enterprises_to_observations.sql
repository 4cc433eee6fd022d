with "chain" as materialized (
    select
        "name_zh",
        "chain_id"
    from "core"."chain"
    where "chain_id" = ?
    limit 1
),
"chain_stages" as materialized (
    select
        "stage",
        "node_name_zh",
        "is_gap",
        "chain_id" as "parent_key",
        row_number() over (partition by "chain_id" order by "chain_id", "ordinal", "chain_stage_id") as "position"
    from "core"."chain_stage"
    where "chain_id" in (select "chain_id" from "chain")
    qualify "position" <= ?
),
"chain_stages_page" as materialized (
    select
        "chain_stages"."parent_key",
        ('[' || string_agg(to_json({
            'stage': case "chain_stages"."stage"
                when 'upstream' then 'UPSTREAM'
                when 'midstream' then 'MIDSTREAM'
                when 'downstream' then 'DOWNSTREAM'
                else error('stage holds a word that the schema has not: ' || "chain_stages"."stage")
            end,
            'nodeNameZh': "chain_stages"."node_name_zh",
            'isGap': "chain_stages"."is_gap"
        })::varchar, ',' order by "chain_stages"."position") || ']')::json as "list_0"
    from "chain_stages"
    group by "chain_stages"."parent_key"
),
"chain_enterprises" as materialized (
    select
        "name_zh",
        "enterprise_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "enterprise_id") as "position"
    from "core"."enterprise"
    join (
        select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"
        from "core"."enterprise_chain"
        where "chain_id" in (select "chain_id" from "chain")
    ) as link on "linked_key" = "enterprise_id"
    qualify "position" <= ?
),
"chain_enterprises_observations" as materialized (
    select
        "period",
        "value",
        "subject_id" as "parent_key",
        row_number() over (partition by "subject_id" order by "period" desc, "observation_id") as "position"
    from "mart"."observation"
    where "subject_id" in (select "enterprise_id" from "chain_enterprises")
    qualify "position" <= ?
),
"chain_enterprises_observations_page" as materialized (
    select
        "chain_enterprises_observations"."parent_key",
        ('[' || string_agg(to_json({
            'period': "chain_enterprises_observations"."period",
            'value': rtrim(rtrim("chain_enterprises_observations"."value"::varchar, '0'), '.')
        })::varchar, ',' order by "chain_enterprises_observations"."position") || ']')::json as "list_0"
    from "chain_enterprises_observations"
    group by "chain_enterprises_observations"."parent_key"
),
"chain_enterprises_observations:2" as materialized (
    select
        "period",
        "value",
        "same_base_growth_rate",
        "subject_id" as "parent_key",
        row_number() over (partition by "subject_id" order by "period", "observation_id") as "position"
    from "mart"."observation"
    where "subject_id" in (select "enterprise_id" from "chain_enterprises")
    qualify "position" <= ?
),
"chain_enterprises_observations:2_page" as materialized (
    select
        "chain_enterprises_observations:2"."parent_key",
        ('[' || string_agg(to_json({
            'period': "chain_enterprises_observations:2"."period",
            'value': rtrim(rtrim("chain_enterprises_observations:2"."value"::varchar, '0'), '.'),
            'sameBaseGrowthRate': rtrim(rtrim("chain_enterprises_observations:2"."same_base_growth_rate"::varchar, '0'), '.')
        })::varchar, ',' order by "chain_enterprises_observations:2"."position") || ']')::json as "list_0"
    from "chain_enterprises_observations:2"
    group by "chain_enterprises_observations:2"."parent_key"
),
"chain_enterprises_page" as materialized (
    select
        "chain_enterprises"."parent_key",
        ('[' || string_agg(to_json({
            'nameZh': "chain_enterprises"."name_zh",
            'newest': {'nodes': coalesce("chain_enterprises_observations_page".list_0, '[]')},
            'oldest': {'nodes': coalesce("chain_enterprises_observations:2_page".list_0, '[]')}
        })::varchar, ',' order by "chain_enterprises"."position") || ']')::json as "list_1"
    from "chain_enterprises"
    left join "chain_enterprises_observations_page" on "chain_enterprises_observations_page"."parent_key" = "chain_enterprises"."enterprise_id"
    left join "chain_enterprises_observations:2_page" on "chain_enterprises_observations:2_page"."parent_key" = "chain_enterprises"."enterprise_id"
    group by "chain_enterprises"."parent_key"
),
"chain_enterprises_total" as materialized (
    select "parent_key", count(*) as total
    from "core"."enterprise"
    join (
        select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"
        from "core"."enterprise_chain"
        where "chain_id" in (select "chain_id" from "chain")
    ) as link on "linked_key" = "enterprise_id"
    group by all
),
"chain_members" as materialized (
    select
        "role",
        "counted_share",
        "chain_stage_id",
        "chain_id" as "parent_key",
        row_number() over (partition by "chain_id" order by "enterprise_chain_id") as "position"
    from "core"."enterprise_chain"
    where "chain_id" in (select "chain_id" from "chain")
        and "enterprise_id" = ?
    qualify "position" <= ?
),
"chain_members_stage" as materialized (
    select
        "node_name_zh",
        "chain_stage_id" as "parent_key"
    from "core"."chain_stage"
    where "chain_stage_id" in (select "chain_stage_id" from "chain_members")
),
"chain_members_page" as materialized (
    select
        "chain_members"."parent_key",
        ('[' || string_agg(to_json({
            'role': case "chain_members"."role"
                when 'leader' then 'LEADER'
                when 'backbone' then 'BACKBONE'
                when 'supporting' then 'SUPPORTING'
                when 'potential' then 'POTENTIAL'
                else error('role holds a word that the schema has not: ' || "chain_members"."role")
            end,
            'countedShare': rtrim(rtrim("chain_members"."counted_share"::varchar, '0'), '.'),
            'stage': case when "chain_members_stage"."parent_key" is not null then {'nodeNameZh': "chain_members_stage"."node_name_zh"} end
        })::varchar, ',' order by "chain_members"."position") || ']')::json as "list_0"
    from "chain_members"
    left join "chain_members_stage" on "chain_members_stage"."parent_key" = "chain_members"."chain_stage_id"
    group by "chain_members"."parent_key"
),
"chain_revenues" as materialized (
    select
        "period",
        "revenue_ytd_cny",
        "is_ten_billion",
        "chain_id" as "parent_key",
        row_number() over (partition by "chain_id" order by "chain_id", "period") as "position"
    from "mart"."chain_revenue"
    where "chain_id" in (select "chain_id" from "chain")
    qualify "position" <= ?
),
"chain_revenues_page" as materialized (
    select
        "chain_revenues"."parent_key",
        ('[' || string_agg(to_json({
            'period': "chain_revenues"."period",
            'revenueYtdCny': rtrim(rtrim("chain_revenues"."revenue_ytd_cny"::varchar, '0'), '.'),
            'isTenBillion': "chain_revenues"."is_ten_billion"
        })::varchar, ',' order by "chain_revenues"."position") || ']')::json as "list_0"
    from "chain_revenues"
    group by "chain_revenues"."parent_key"
)
select to_json({
    'nameZh': "chain"."name_zh",
    'stages': {'nodes': coalesce("chain_stages_page".list_0, '[]')},
    'enterprises': {
        'totalCount': coalesce("chain_enterprises_total".total, 0),
        'nodes': coalesce("chain_enterprises_page".list_1, '[]')
    },
    'members': {'nodes': coalesce("chain_members_page".list_0, '[]')},
    'revenues': {'nodes': coalesce("chain_revenues_page".list_0, '[]')}
})::varchar as answer
from "chain"
left join "chain_stages_page" on "chain_stages_page"."parent_key" = "chain"."chain_id"
left join "chain_enterprises_page" on "chain_enterprises_page"."parent_key" = "chain"."chain_id"
left join "chain_enterprises_total" on "chain_enterprises_total"."parent_key" = "chain"."chain_id"
left join "chain_members_page" on "chain_members_page"."parent_key" = "chain"."chain_id"
left join "chain_revenues_page" on "chain_revenues_page"."parent_key" = "chain"."chain_id"
-- values: ('C1', 100, 2, 1, 1, 'E001', 100, 100)
