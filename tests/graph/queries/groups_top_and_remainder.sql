with "enterprise_month_groups_first" as materialized (
    select
        "enterprise:name_zh" as "first:enterprise:name_zh"
    from (
        select
            "enterprise:name_zh",
            (sum("revenue_cny"))::DECIMAL(38,3) as "sum:revenue_cny"
        from (
            select source.*, "enterprise"."name_zh" as "enterprise:name_zh"
            from "mart"."enterprise_month" as source
            left join "core"."enterprise" as "enterprise" on "enterprise"."enterprise_id" = source."enterprise_id"
        ) as sorted
        where "period" in (?, ?)
        group by "enterprise:name_zh"
    ) as groups
    qualify row_number() over (order by "sum:revenue_cny" desc nulls last, "enterprise:name_zh" nulls last) <= ?
),
"enterprise_month_groups_made" as materialized (
    select *
    from (
        select
            gathered."enterprise:name_zh",
            gathered."group:is_remainder",
            "count",
            "sum:revenue_cny",
            case when "share:revenue_cny:by" <> 0 then
                (abs("share:revenue_cny:of") * 2000000 + abs("share:revenue_cny:by")) // (2 * abs("share:revenue_cny:by"))
                * case when ("share:revenue_cny:of" < 0) = ("share:revenue_cny:by" < 0) then 0.000001 else -0.000001 end
            end as "share:revenue_cny",
            case when gathered."group:is_remainder" then (
                select json_object('not', json_object('or', to_json(coalesce(list(json_object(
                    'and', json_array(case when "named"."enterprise:name_zh" is null then json_object('not', json_object('enterprise', json_object('nameZh', json_object('isNull', false)))) else json_object('enterprise', json_object('nameZh', json_object('eq', "named"."enterprise:name_zh"))) end)
                )), []))))
                from (
                    select
                        "first:enterprise:name_zh" as "enterprise:name_zh"
                    from "enterprise_month_groups_first"
                ) as named
            ) end as "group:others"
        from (
            select
                "first:enterprise:name_zh" as "enterprise:name_zh",
                ("first:" is null) as "group:is_remainder",
                (count(*))::BIGINT as "count",
                (sum("revenue_cny"))::DECIMAL(38,3) as "sum:revenue_cny",
                replace((sum("revenue_cny"))::varchar, '.', '')::hugeint as "share:revenue_cny:of",
                replace((sum(sum("revenue_cny")) over ())::varchar, '.', '')::hugeint as "share:revenue_cny:by"
            from (
                select *
                from (
                    select source.*, "enterprise"."name_zh" as "enterprise:name_zh"
                    from "mart"."enterprise_month" as source
                    left join "core"."enterprise" as "enterprise" on "enterprise"."enterprise_id" = source."enterprise_id"
                ) as sorted
                where "period" in (?, ?)
            ) as rows
            left join (select *, true as "first:" from "enterprise_month_groups_first") on "first:enterprise:name_zh" is not distinct from "enterprise:name_zh"
            group by "first:enterprise:name_zh", ("first:" is null)
        ) as gathered
    ) as groups
),
"enterprise_month_groups" as not materialized (
    select
        "group:is_remainder",
        "enterprise:name_zh",
        "count",
        "sum:revenue_cny",
        "share:revenue_cny",
        "group:others",
        row_number() over () as "position"
    from (
        select
            "group:is_remainder",
            "enterprise:name_zh",
            "count",
            "sum:revenue_cny",
            "share:revenue_cny",
            "group:others"
        from "enterprise_month_groups_made"
        order by "group:is_remainder", "sum:revenue_cny" desc nulls last, "enterprise:name_zh" nulls last
        limit ?
    )
),
"enterprise_month_groups_page" as not materialized (
    select
        ('[' || string_agg(to_json({
            'isRemainder': "enterprise_month_groups"."group:is_remainder",
            'key': {
                'enterprise': case when "enterprise_month_groups"."enterprise:name_zh" is not null then {'nameZh': "enterprise_month_groups"."enterprise:name_zh"} end
            },
            'count': case when abs("enterprise_month_groups"."count") <= 9007199254740991 then "enterprise_month_groups"."count" when "enterprise_month_groups"."count" is not null then error('count is beyond 2^53: ' || "enterprise_month_groups"."count") end,
            'sum': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."sum:revenue_cny"::varchar, '0'), '.')
            },
            'share': {
                'revenueCny': rtrim(rtrim("enterprise_month_groups"."share:revenue_cny"::varchar, '0'), '.')
            },
            'filter': case when "enterprise_month_groups"."group:is_remainder" then "enterprise_month_groups"."group:others" else json_object(
                'and', json_array(case when "enterprise_month_groups"."enterprise:name_zh" is null then json_object('not', json_object('enterprise', json_object('nameZh', json_object('isNull', false)))) else json_object('enterprise', json_object('nameZh', json_object('eq', "enterprise_month_groups"."enterprise:name_zh"))) end)
            ) end
        })::varchar, ',' order by "enterprise_month_groups"."position") || ']')::json as "list_1"
    from "enterprise_month_groups"
),
"enterprise_month_groups_total" as materialized (
    select count(*) as total
    from "enterprise_month_groups_made"
)
select to_json({
    'groups': {
        'totalCount': coalesce("enterprise_month_groups_total".total, 0),
        'nodes': coalesce("enterprise_month_groups_page".list_1, '[]')
    }
})::varchar as answer
from "enterprise_month_groups_page"
cross join "enterprise_month_groups_total"
-- values: ('2016-02', '2016-03', 1, '2016-02', '2016-03', 100)
