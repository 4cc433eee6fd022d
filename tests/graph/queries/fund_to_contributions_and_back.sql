with "fund" as materialized (
    select
        "name_zh",
        "fund_id"
    from "core"."fund"
    where "fund_id" = ?
    limit 1
),
"fund_contributions_given" as materialized (
    select
        "committed_cny",
        "paid_in_cny",
        "fund_id",
        "contributor_fund_id",
        "contributor_fund_id" as "parent_key",
        row_number() over (partition by "contributor_fund_id" order by "contribution_date", "fund_contribution_id") as "position"
    from "core"."fund_contribution"
    where "contributor_fund_id" in (select "fund_id" from "fund")
    qualify "position" <= ?
),
"fund_contributions_given_fund" as materialized (
    select
        "fund_id",
        "parent_fund_id",
        "fund_id" as "parent_key"
    from "core"."fund"
    where "fund_id" in (select "fund_id" from "fund_contributions_given")
),
"fund_contributions_given_fund_parent" as materialized (
    select
        "fund_id",
        "fund_id" as "parent_key"
    from "core"."fund"
    where "fund_id" in (select "parent_fund_id" from "fund_contributions_given_fund")
),
"fund_contributions_given_fund_performance" as materialized (
    select
        "irr",
        "fund_id" as "parent_key"
    from "mart"."fund_performance"
    where "fund_id" in (select "fund_id" from "fund_contributions_given_fund")
),
"fund_contributions_given_contributor_fund" as materialized (
    select
        "name_zh",
        "fund_id" as "parent_key"
    from "core"."fund"
    where "fund_id" in (select "contributor_fund_id" from "fund_contributions_given")
),
"fund_contributions_given_page" as materialized (
    select
        "fund_contributions_given"."parent_key",
        ('[' || string_agg(to_json({
            'committedCny': rtrim(rtrim("fund_contributions_given"."committed_cny"::varchar, '0'), '.'),
            'paidInCny': rtrim(rtrim("fund_contributions_given"."paid_in_cny"::varchar, '0'), '.'),
            'fund': case when "fund_contributions_given_fund"."parent_key" is not null then {
                'fundId': "fund_contributions_given_fund"."fund_id",
                'parent': case when "fund_contributions_given_fund_parent"."parent_key" is not null then {'fundId': "fund_contributions_given_fund_parent"."fund_id"} end,
                'performance': case when "fund_contributions_given_fund_performance"."parent_key" is not null then {
                    'irr': rtrim(rtrim("fund_contributions_given_fund_performance"."irr"::varchar, '0'), '.')
                } end
            } end,
            'contributorFund': case when "fund_contributions_given_contributor_fund"."parent_key" is not null then {'nameZh': "fund_contributions_given_contributor_fund"."name_zh"} end
        })::varchar, ',' order by "fund_contributions_given"."position") || ']')::json as "list_0"
    from "fund_contributions_given"
    left join "fund_contributions_given_fund" on "fund_contributions_given_fund"."parent_key" = "fund_contributions_given"."fund_id"
    left join "fund_contributions_given_fund_parent" on "fund_contributions_given_fund_parent"."parent_key" = "fund_contributions_given_fund"."parent_fund_id"
    left join "fund_contributions_given_fund_performance" on "fund_contributions_given_fund_performance"."parent_key" = "fund_contributions_given_fund"."fund_id"
    left join "fund_contributions_given_contributor_fund" on "fund_contributions_given_contributor_fund"."parent_key" = "fund_contributions_given"."contributor_fund_id"
    group by "fund_contributions_given"."parent_key"
)
select to_json({
    'nameZh': "fund"."name_zh",
    'contributionsGiven': {'nodes': coalesce("fund_contributions_given_page".list_0, '[]')}
})::varchar as answer
from "fund"
left join "fund_contributions_given_page" on "fund_contributions_given_page"."parent_key" = "fund"."fund_id"
-- values: ('guide', 100)

with "project" as materialized (
    select
        "name_zh",
        "owner_enterprise_id",
        "project_id",
        row_number() over () as "position"
    from (
        select
            "name_zh",
            "owner_enterprise_id",
            "project_id"
        from "core"."project"
        order by "project_id"
        limit ?
    )
),
"project_owner_enterprise" as materialized (
    select
        "enterprise_id",
        "enterprise_id" as "parent_key"
    from "core"."enterprise"
    where "enterprise_id" in (select "owner_enterprise_id" from "project")
),
"project_owner_enterprise_projects_total" as materialized (
    select "owner_enterprise_id" as "parent_key", count(*) as total
    from "core"."project"
    where "owner_enterprise_id" in (select "enterprise_id" from "project_owner_enterprise")
    group by all
),
"project_progress" as materialized (
    select
        "completion_rate",
        "project_id" as "parent_key",
        row_number() over (partition by "project_id" order by "period", "project_id") as "position"
    from "mart"."project_progress"
    where "project_id" in (select "project_id" from "project")
    qualify "position" <= ?
),
"project_progress_page" as materialized (
    select
        "project_progress"."parent_key",
        ('[' || string_agg(to_json({
            'completionRate': rtrim(rtrim("project_progress"."completion_rate"::varchar, '0'), '.')
        })::varchar, ',' order by "project_progress"."position") || ']')::json as "list_0"
    from "project_progress"
    group by "project_progress"."parent_key"
),
"project_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'nameZh': "project"."name_zh",
            'ownerEnterprise': case when "project_owner_enterprise"."parent_key" is not null then {
                'enterpriseId': "project_owner_enterprise"."enterprise_id",
                'projects': {'totalCount': coalesce("project_owner_enterprise_projects_total".total, 0)}
            } end,
            'progress': {'nodes': coalesce("project_progress_page".list_0, '[]')}
        })::varchar, ',' order by "project"."position") || ']')::json as "list_0"
    from "project"
    left join "project_owner_enterprise" on "project_owner_enterprise"."parent_key" = "project"."owner_enterprise_id"
    left join "project_owner_enterprise_projects_total" on "project_owner_enterprise_projects_total"."parent_key" = "project_owner_enterprise"."enterprise_id"
    left join "project_progress_page" on "project_progress_page"."parent_key" = "project"."project_id"
)
select to_json({'nodes': coalesce("project_page".list_0, '[]')})::varchar as answer
from "project_page"
-- values: (100, 100)
