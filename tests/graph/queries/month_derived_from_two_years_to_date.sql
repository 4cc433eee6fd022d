with "enterprise" as materialized (
    select
        "name_zh",
        "enterprise_id"
    from "core"."enterprise"
    where "enterprise_id" = ?
    limit 1
),
"enterprise_derived_months" as materialized (
    select
        "period",
        "value",
        "unit_stored",
        "is_doubtful",
        "indicator_id",
        "ytd_observation_id",
        "prior_ytd_observation_id",
        "subject_id" as "parent_key",
        row_number() over (partition by "subject_id" order by "derived_month_id") as "position"
    from "mart"."derived_month"
    where "subject_id" in (select "enterprise_id" from "enterprise")
        and "indicator_id" = ?
    qualify "position" <= ?
),
"enterprise_derived_months_indicator" as materialized (
    select
        "title_en",
        "may_be_negative",
        "indicator_id" as "parent_key"
    from "core"."indicator"
    where "indicator_id" in (select "indicator_id" from "enterprise_derived_months")
),
"enterprise_derived_months_ytd" as materialized (
    select
        "value",
        "source_sheet",
        "source_cell",
        "observation_id" as "parent_key"
    from "mart"."observation"
    where "observation_id" in (select "ytd_observation_id" from "enterprise_derived_months")
),
"enterprise_derived_months_prior_ytd" as materialized (
    select
        "value",
        "source_sheet",
        "source_cell",
        "observation_id" as "parent_key"
    from "mart"."observation"
    where "observation_id" in (select "prior_ytd_observation_id" from "enterprise_derived_months")
),
"enterprise_derived_months_page" as materialized (
    select
        "enterprise_derived_months"."parent_key",
        ('[' || string_agg(to_json({
            'period': "enterprise_derived_months"."period",
            'value': case "enterprise_derived_months"."unit_stored"
                when 'cny' then rtrim(rtrim(("enterprise_derived_months"."value"::decimal(38, 6) * 1)::varchar, '0'), '.')
                when 'cny_1e3' then rtrim(rtrim(("enterprise_derived_months"."value"::decimal(38, 6) * 1000)::varchar, '0'), '.')
                when 'cny_1e4' then rtrim(rtrim(("enterprise_derived_months"."value"::decimal(38, 6) * 10000)::varchar, '0'), '.')
                when 'cny_1e8' then rtrim(rtrim(("enterprise_derived_months"."value"::decimal(38, 6) * 100000000)::varchar, '0'), '.')
                when 'cny_1e6' then rtrim(rtrim(("enterprise_derived_months"."value"::decimal(38, 6) * 1000000)::varchar, '0'), '.')
            end,
            'isDoubtful': "enterprise_derived_months"."is_doubtful",
            'indicator': case when "enterprise_derived_months_indicator"."parent_key" is not null then {
                'titleEn': "enterprise_derived_months_indicator"."title_en",
                'mayBeNegative': "enterprise_derived_months_indicator"."may_be_negative"
            } end,
            'ytd': case when "enterprise_derived_months_ytd"."parent_key" is not null then {
                'value': rtrim(rtrim("enterprise_derived_months_ytd"."value"::varchar, '0'), '.'),
                'sourceSheet': "enterprise_derived_months_ytd"."source_sheet",
                'sourceCell': "enterprise_derived_months_ytd"."source_cell"
            } end,
            'priorYtd': case when "enterprise_derived_months_prior_ytd"."parent_key" is not null then {
                'value': rtrim(rtrim("enterprise_derived_months_prior_ytd"."value"::varchar, '0'), '.'),
                'sourceSheet': "enterprise_derived_months_prior_ytd"."source_sheet",
                'sourceCell': "enterprise_derived_months_prior_ytd"."source_cell"
            } end
        })::varchar, ',' order by "enterprise_derived_months"."position") || ']')::json as "list_0"
    from "enterprise_derived_months"
    left join "enterprise_derived_months_indicator" on "enterprise_derived_months_indicator"."parent_key" = "enterprise_derived_months"."indicator_id"
    left join "enterprise_derived_months_ytd" on "enterprise_derived_months_ytd"."parent_key" = "enterprise_derived_months"."ytd_observation_id"
    left join "enterprise_derived_months_prior_ytd" on "enterprise_derived_months_prior_ytd"."parent_key" = "enterprise_derived_months"."prior_ytd_observation_id"
    group by "enterprise_derived_months"."parent_key"
)
select to_json({
    'nameZh': "enterprise"."name_zh",
    'derivedMonths': {'nodes': coalesce("enterprise_derived_months_page".list_0, '[]')}
})::varchar as answer
from "enterprise"
left join "enterprise_derived_months_page" on "enterprise_derived_months_page"."parent_key" = "enterprise"."enterprise_id"
-- values: ('E002', 'revenue', 100)
