with "region" as materialized (
    select
        "region_code"
    from "core"."region"
    where "region_code" = ?
    limit 1
),
"region_observations" as materialized (
    select
        "value",
        "vintage_id",
        "vintage_status",
        "vintage_count",
        "known_from",
        "observation_id",
        "subject_id" as "parent_key",
        row_number() over (partition by "subject_id" order by "observation_id") as "position"
    from "mart"."observation"
    where "subject_id" in (select "region_code" from "region")
        and "indicator_id" = ?
    qualify "position" <= ?
),
"region_observations_vintages" as materialized (
    select
        "vintage_id",
        "vintage_date",
        "value",
        "submission_number",
        "submission_id",
        "observation_id",
        "observation_id" as "parent_key",
        row_number() over (partition by "observation_id" order by "vintage_date" nulls last, "observation_id", "submission_number", "vintage_id") as "position"
    from "core"."observation"
    where "observation_id" in (select "observation_id" from "region_observations")
    qualify "position" <= ?
),
"region_observations_vintages_submission" as materialized (
    select
        "size_bytes",
        "submission_id" as "parent_key"
    from "core"."submission"
    where "submission_id" in (select "submission_id" from "region_observations_vintages")
),
"region_observations_vintages_latest" as materialized (
    select
        "value",
        "observation_id" as "parent_key"
    from "mart"."observation"
    where "observation_id" in (select "observation_id" from "region_observations_vintages")
),
"region_observations_vintages_page" as materialized (
    select
        "region_observations_vintages"."parent_key",
        ('[' || string_agg(to_json({
            'vintageId': "region_observations_vintages"."vintage_id",
            'vintageDate': "region_observations_vintages"."vintage_date"::varchar,
            'value': rtrim(rtrim("region_observations_vintages"."value"::varchar, '0'), '.'),
            'submissionNumber': case when abs("region_observations_vintages"."submission_number") <= 9007199254740991 then "region_observations_vintages"."submission_number" when "region_observations_vintages"."submission_number" is not null then error('submission_number is beyond 2^53: ' || "region_observations_vintages"."submission_number") end,
            'submission': case when "region_observations_vintages_submission"."parent_key" is not null then {
                'sizeBytes': case when abs("region_observations_vintages_submission"."size_bytes") <= 9007199254740991 then "region_observations_vintages_submission"."size_bytes" when "region_observations_vintages_submission"."size_bytes" is not null then error('size_bytes is beyond 2^53: ' || "region_observations_vintages_submission"."size_bytes") end
            } end,
            'latest': case when "region_observations_vintages_latest"."parent_key" is not null then {
                'value': rtrim(rtrim("region_observations_vintages_latest"."value"::varchar, '0'), '.')
            } end
        })::varchar, ',' order by "region_observations_vintages"."position") || ']')::json as "list_0"
    from "region_observations_vintages"
    left join "region_observations_vintages_submission" on "region_observations_vintages_submission"."parent_key" = "region_observations_vintages"."submission_id"
    left join "region_observations_vintages_latest" on "region_observations_vintages_latest"."parent_key" = "region_observations_vintages"."observation_id"
    group by "region_observations_vintages"."parent_key"
),
"region_observations_page" as materialized (
    select
        "region_observations"."parent_key",
        ('[' || string_agg(to_json({
            'value': rtrim(rtrim("region_observations"."value"::varchar, '0'), '.'),
            'vintageId': "region_observations"."vintage_id",
            'vintageStatus': case "region_observations"."vintage_status"
                when 'reported' then 'REPORTED'
                when 'estimated' then 'ESTIMATED'
                when 'preliminary' then 'PRELIMINARY'
                when 'published' then 'PUBLISHED'
                when 'revised' then 'REVISED'
                when 'unverified' then 'UNVERIFIED'
                else error('vintage_status holds a word that the schema has not: ' || "region_observations"."vintage_status")
            end,
            'vintageCount': "region_observations"."vintage_count",
            'knownFrom': replace("region_observations"."known_from"::varchar, ' ', 'T') || 'Z',
            'vintages': {'nodes': coalesce("region_observations_vintages_page".list_0, '[]')}
        })::varchar, ',' order by "region_observations"."position") || ']')::json as "list_0"
    from "region_observations"
    left join "region_observations_vintages_page" on "region_observations_vintages_page"."parent_key" = "region_observations"."observation_id"
    group by "region_observations"."parent_key"
),
"region_sei_shares" as materialized (
    select
        "sei_share",
        "is_mixed_vintage",
        "region_code" as "parent_key",
        row_number() over (partition by "region_code" order by "region_code", "period", "is_synthetic", "numerator_vintage_id", "denominator_vintage_id") as "position"
    from "mart"."sei_share"
    where "region_code" in (select "region_code" from "region")
    qualify "position" <= ?
),
"region_sei_shares_page" as materialized (
    select
        "region_sei_shares"."parent_key",
        ('[' || string_agg(to_json({
            'seiShare': rtrim(rtrim("region_sei_shares"."sei_share"::varchar, '0'), '.'),
            'isMixedVintage': "region_sei_shares"."is_mixed_vintage"
        })::varchar, ',' order by "region_sei_shares"."position") || ']')::json as "list_0"
    from "region_sei_shares"
    group by "region_sei_shares"."parent_key"
),
"region_children" as materialized (
    select
        "name_en",
        "level",
        "current_parent_region_code" as "parent_key",
        row_number() over (partition by "current_parent_region_code" order by "region_code") as "position"
    from "core"."region"
    where "current_parent_region_code" in (select "region_code" from "region")
        and "is_additive" = ?
    qualify "position" <= ?
),
"region_children_page" as materialized (
    select
        "region_children"."parent_key",
        ('[' || string_agg(to_json({
            'nameEn': "region_children"."name_en",
            'level': case "region_children"."level"
                when 'country' then 'COUNTRY'
                when 'province' then 'PROVINCE'
                when 'prefecture' then 'PREFECTURE'
                when 'county' then 'COUNTY'
                when 'reporting_area' then 'REPORTING_AREA'
                else error('level holds a word that the schema has not: ' || "region_children"."level")
            end
        })::varchar, ',' order by "region_children"."position") || ']')::json as "list_0"
    from "region_children"
    group by "region_children"."parent_key"
)
select to_json({
    'observations': {'nodes': coalesce("region_observations_page".list_0, '[]')},
    'seiShares': {'nodes': coalesce("region_sei_shares_page".list_0, '[]')},
    'children': {'nodes': coalesce("region_children_page".list_0, '[]')}
})::varchar as answer
from "region"
left join "region_observations_page" on "region_observations_page"."parent_key" = "region"."region_code"
left join "region_sei_shares_page" on "region_sei_shares_page"."parent_key" = "region"."region_code"
left join "region_children_page" on "region_children_page"."parent_key" = "region"."region_code"
-- values: ('620000', 'gdp', 100, 100, 100, True, 100)
