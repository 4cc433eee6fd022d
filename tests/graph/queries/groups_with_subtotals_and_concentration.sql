with "enterprise_groups" as not materialized (
    select
        "group:level",
        "region:name_zh",
        "status",
        "count",
        "distinct:industry_id",
        row_number() over () as "position"
    from (
        select
            "group:level",
            "region:name_zh",
            "status",
            "count",
            "distinct:industry_id"
        from (
            select
                "region:name_zh",
                "status",
                (2 - bit_count(grouping("region:name_zh", "status")))::integer as "group:level",
                (count(*))::BIGINT as "count",
                (count(distinct "industry_id"))::BIGINT as "distinct:industry_id"
            from (
                select source.*, "region"."name_zh" as "region:name_zh"
                from "core"."enterprise" as source
                left join "core"."region" as "region" on "region"."region_code" = source."region_code"
            ) as sorted
            group by grouping sets (("region:name_zh", "status"), ("region:name_zh"), ())
            having count(*) > 0
        ) as groups
        where "count" > ?
        order by "region:name_zh" nulls last, "status" nulls last, "group:level"
        limit ?
    )
),
"enterprise_groups_page" as not materialized (
    select
        ('[' || string_agg(to_json({
            'level': "enterprise_groups"."group:level",
            'key': {
                'region': case when "enterprise_groups"."region:name_zh" is not null then {'nameZh': "enterprise_groups"."region:name_zh"} end,
                'status': case "enterprise_groups"."status"
                    when 'active' then 'ACTIVE'
                    when 'exited' then 'EXITED'
                    else error('status holds a word that the schema has not: ' || "enterprise_groups"."status")
                end
            },
            'count': case when abs("enterprise_groups"."count") <= 9007199254740991 then "enterprise_groups"."count" when "enterprise_groups"."count" is not null then error('count is beyond 2^53: ' || "enterprise_groups"."count") end,
            'distinct': {
                'industryId': case when abs("enterprise_groups"."distinct:industry_id") <= 9007199254740991 then "enterprise_groups"."distinct:industry_id" when "enterprise_groups"."distinct:industry_id" is not null then error('distinct:industry_id is beyond 2^53: ' || "enterprise_groups"."distinct:industry_id") end
            },
            'filter': case "enterprise_groups"."group:level"
                when 0 then json_object()
                when 1 then json_object(
                    'and', json_array(case when "enterprise_groups"."region:name_zh" is null then json_object('not', json_object('region', json_object('nameZh', json_object('isNull', false)))) else json_object('region', json_object('nameZh', json_object('eq', "enterprise_groups"."region:name_zh"))) end)
                )
                when 2 then json_object(
                    'status', case when "enterprise_groups"."status" is null then json_object('isNull', true) else json_object('eq', case "enterprise_groups"."status"
                        when 'active' then 'ACTIVE'
                        when 'exited' then 'EXITED'
                        else error('status holds a word that the schema has not: ' || "enterprise_groups"."status")
                    end) end,
                    'and', json_array(case when "enterprise_groups"."region:name_zh" is null then json_object('not', json_object('region', json_object('nameZh', json_object('isNull', false)))) else json_object('region', json_object('nameZh', json_object('eq', "enterprise_groups"."region:name_zh"))) end)
                )
            end
        })::varchar, ',' order by "enterprise_groups"."position") || ']')::json as "list_0"
    from "enterprise_groups"
)
select to_json({'groups': {'nodes': coalesce("enterprise_groups_page".list_0, '[]')}})::varchar as answer
from "enterprise_groups_page"
-- values: (1, 100)

with "enterprise_month_groups_periods" as materialized (
    select
        date_trunc('month', "period_end_date")::date as "group:period"
    from (
        select *
        from "mart"."enterprise_month"
    ) as rows
    where date_trunc('month', "period_end_date")::date is not null
    group by date_trunc('month', "period_end_date")::date
),
"enterprise_month_groups_hhi:enterprise_id" as materialized (
    select "time", sum("hhi:revenue_cny:enterprise_id" * "hhi:revenue_cny:enterprise_id")::decimal(38, 6) as "hhi:revenue_cny:enterprise_id"
    from (
        select
            "group:period" as "time",
            "group:holder",
            (case when min(sum("revenue_cny")) over (partition by "group:period") >= 0 then sum("revenue_cny") / nullif(sum(sum("revenue_cny")) over (partition by "group:period"), 0) end)::decimal(18, 15) as "hhi:revenue_cny:enterprise_id"
        from (
            select
                *,
                "enterprise_id" as "group:holder"
            from (
                select *
                from "mart"."enterprise_month"
            ) as rows
            left join "enterprise_month_groups_periods" on "group:period" >= date_trunc('month', "period_end_date")::date and year("group:period") = year(date_trunc('month', "period_end_date")::date)
        ) as rows
        group by "group:holder", "group:period"
    )
    group by "time"
),
"enterprise_month_groups" as not materialized (
    select
        "time",
        "weighted_mean:revenue_cny:employee_count",
        "quantile:revenue_cny:0,9",
        "hhi:revenue_cny:enterprise_id",
        row_number() over () as "position"
    from (
        select
            "time",
            "weighted_mean:revenue_cny:employee_count",
            "quantile:revenue_cny:0,9",
            "hhi:revenue_cny:enterprise_id"
        from (
            select
                gathered."time",
                case when "weighted_mean:revenue_cny:employee_count:by" <> 0 then
                    (abs("weighted_mean:revenue_cny:employee_count:of") * 2000000 + abs("weighted_mean:revenue_cny:employee_count:by")) // (2 * abs("weighted_mean:revenue_cny:employee_count:by"))
                    * case when ("weighted_mean:revenue_cny:employee_count:of" < 0) = ("weighted_mean:revenue_cny:employee_count:by" < 0) then 0.000001 else -0.000001 end
                end as "weighted_mean:revenue_cny:employee_count",
                "quantile:revenue_cny:0,9",
                "enterprise_month_groups_hhi:enterprise_id"."hhi:revenue_cny:enterprise_id"
            from (
                select
                    "group:period" as "time",
                    replace((sum("revenue_cny"::decimal(38, 3) * "employee_count"::decimal(38, 6)))::varchar, '.', '')::hugeint as "weighted_mean:revenue_cny:employee_count:of",
                    replace((sum("employee_count"::decimal(38, 6)) filter (where "revenue_cny"::decimal(38, 3) is not null))::varchar, '.', '')::hugeint * 1000 as "weighted_mean:revenue_cny:employee_count:by",
                    (quantile_cont("revenue_cny"::decimal(38, 6), ?))::DECIMAL(38,6) as "quantile:revenue_cny:0,9"
                from (
                    select *
                    from "mart"."enterprise_month"
                ) as rows
                left join "enterprise_month_groups_periods" on "group:period" >= date_trunc('month', "period_end_date")::date and year("group:period") = year(date_trunc('month', "period_end_date")::date)
                group by "group:period"
            ) as gathered
            left join "enterprise_month_groups_hhi:enterprise_id" on gathered."time" is not distinct from "enterprise_month_groups_hhi:enterprise_id"."time"
        ) as groups
        order by "time" nulls last
        limit ?
    )
),
"enterprise_month_groups_page" as not materialized (
    select
        ('[' || string_agg(to_json({
            'period': strftime("enterprise_month_groups"."time", '%Y-01/%Y-%m'),
            'weightedMean': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."weighted_mean:revenue_cny:employee_count"::varchar, '0'), '.')
            },
            'quantile': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."quantile:revenue_cny:0,9"::varchar, '0'), '.')
            },
            'hhi': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."hhi:revenue_cny:enterprise_id"::varchar, '0'), '.')
            }
        })::varchar, ',' order by "enterprise_month_groups"."position") || ']')::json as "list_0"
    from "enterprise_month_groups"
)
select to_json({'groups': {'nodes': coalesce("enterprise_month_groups_page".list_0, '[]')}})::varchar as answer
from "enterprise_month_groups_page"
-- values: (Decimal('0.9'), 100)
