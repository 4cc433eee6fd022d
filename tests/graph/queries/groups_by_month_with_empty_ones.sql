with "enterprise_month_groups_all" as materialized (
    select
        "region:name_zh",
        date_trunc('month', "period_end_date")::date as "time",
        (sum("return_count"))::BIGINT as "count",
        (sum("revenue_cny"))::DECIMAL(38,3) as "sum:revenue_cny"
    from (
        select source.*, "region"."name_zh" as "region:name_zh"
        from "mart"."enterprise_month_by_industry" as source
        left join "core"."region" as "region" on "region"."region_code" = source."region_code"
    ) as sorted
    where ("period_end_date" <= ? and "period_end_date" >= ?)
    group by "region:name_zh", date_trunc('month', "period_end_date")::date
),
"enterprise_month_groups_periods" as materialized (
    select *
    from (
        select
            unnest(range("first", "last" + interval 1 month, interval 1 month))::date as "group:period"
        from (
            select
                date_trunc('month', (?::date))::date as "first",
                date_trunc('month', (?::date))::date as "last"
        )
    )
    where month("group:period") not in (1)
),
"enterprise_month_groups_empty" as materialized (
    select
        "region:name_zh",
        "time",
        0 as "count",
        null as "sum:revenue_cny"
    from (
        select
            "group:period" as "time",
            "region:name_zh"
        from "enterprise_month_groups_periods"
        join (
            select
                "region:name_zh"
            from "enterprise_month_groups_all"
            group by all
        ) as combinations on true
    ) as filled
    anti join "enterprise_month_groups_all" as groups on filled."region:name_zh" is not distinct from groups."region:name_zh" and filled."time" is not distinct from groups."time"
    limit 100001
),
"enterprise_month_groups" as not materialized (
    select
        "region:name_zh",
        "time",
        "count",
        "sum:revenue_cny",
        row_number() over () as "position"
    from (
        select
            "region:name_zh",
            "time",
            "count",
            "sum:revenue_cny"
        from (
            select
                "region:name_zh",
                "time",
                "count",
                "sum:revenue_cny"
            from "enterprise_month_groups_all"
            union all
            select
                "region:name_zh",
                "time",
                "count",
                "sum:revenue_cny"
            from "enterprise_month_groups_empty"
            where case when (select count(*) from "enterprise_month_groups_empty") > 100000 then error('too many groups without rows') else true end
        ) as groups
        order by "region:name_zh" nulls last, "time" nulls last
        limit ?
    )
),
"enterprise_month_groups_page" as not materialized (
    select
        ('[' || string_agg(to_json({
            'key': {
                'region': case when "enterprise_month_groups"."region:name_zh" is not null then {'nameZh': "enterprise_month_groups"."region:name_zh"} end
            },
            'period': strftime("enterprise_month_groups"."time", '%Y-%m'),
            'count': case when abs("enterprise_month_groups"."count") <= 9007199254740991 then "enterprise_month_groups"."count" when "enterprise_month_groups"."count" is not null then error('count is beyond 2^53: ' || "enterprise_month_groups"."count") end,
            'sum': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."sum:revenue_cny"::varchar, '0'), '.')
            }
        })::varchar, ',' order by "enterprise_month_groups"."position") || ']')::json as "list_0"
    from "enterprise_month_groups"
)
select to_json({'groups': {'nodes': coalesce("enterprise_month_groups_page".list_0, '[]')}})::varchar as answer
from "enterprise_month_groups_page"
-- values: (datetime.date(2016, 3, 31), datetime.date(2015, 11, 1), datetime.date(2015, 11, 1), datetime.date(2016, 3, 31), 6)
