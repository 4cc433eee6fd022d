with "enterprise_matching" as materialized (
    select
        "enterprise_id"
    from "core"."enterprise"
    where "region_code" in (select "region_code" from "core"."region" where ("level" is distinct from ? and "region_code" in (with recursive below as (select "region_code" from "core"."region" where "region_code" = ? union select child."region_code" from "core"."region" as child join below on child."parent_region_code" = below."region_code") select "region_code" from below)))
),
"enterprise" as materialized (
    select
        "enterprise_id",
        "region_code",
        found."position"
    from (
        select
            "enterprise_id",
            row_number() over () as "position"
        from (
            select
                "enterprise_id"
            from "enterprise_matching"
            order by "enterprise_id"
            limit ?
        )
    ) as found
    join "core"."enterprise" using ("enterprise_id")
),
"enterprise_region" as materialized (
    select
        "name_zh",
        "parent_region_code",
        "region_code" as "parent_key"
    from "core"."region"
    where "region_code" in (select "region_code" from "enterprise")
),
"enterprise_region_parent" as materialized (
    select
        "name_zh",
        "region_code" as "parent_key"
    from "core"."region"
    where "region_code" in (select "parent_region_code" from "enterprise_region")
),
"enterprise_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'enterpriseId': "enterprise"."enterprise_id",
            'region': case when "enterprise_region"."parent_key" is not null then {
                'nameZh': "enterprise_region"."name_zh",
                'parent': case when "enterprise_region_parent"."parent_key" is not null then {'nameZh': "enterprise_region_parent"."name_zh"} end
            } end
        })::varchar, ',' order by "enterprise"."position") || ']')::json as "list_1"
    from "enterprise"
    left join "enterprise_region" on "enterprise_region"."parent_key" = "enterprise"."region_code"
    left join "enterprise_region_parent" on "enterprise_region_parent"."parent_key" = "enterprise_region"."parent_region_code"
),
"enterprise_total" as materialized (
    select count(*) as total
    from "enterprise_matching"
)
select to_json({
    'totalCount': coalesce("enterprise_total".total, 0),
    'nodes': coalesce("enterprise_page".list_1, '[]')
})::varchar as answer
from "enterprise_page"
cross join "enterprise_total"
-- values: ('province', '620000', 3)

with "region_total" as materialized (
    select count(*) as total
    from "core"."region"
    where "region_code" in (with recursive below as (select "region_code" from "core"."region" where "name_en" = ? union select child."region_code" from "core"."region" as child join below on child."parent_region_code" = below."region_code") select "region_code" from below)
)
select to_json({'totalCount': coalesce("region_total".total, 0)})::varchar as answer
from "region_total"
-- values: ('Gansu',)

with "enterprise_month" as not materialized (
    select
        "period",
        row_number() over () as "position"
    from (
        select
            "period",
            "enterprise_id"
        from "mart"."enterprise_month"
        where ("period" < ? and "period" >= ?)
        order by "enterprise_id", "period"
        limit ?
    )
),
"enterprise_month_page" as not materialized (
    select
        ('[' || string_agg(to_json({'period': "enterprise_month"."period"})::varchar, ',' order by "enterprise_month"."position") || ']')::json as "list_0"
    from "enterprise_month"
),
"enterprise_month_total" as materialized (
    select count(*) as total
    from "mart"."enterprise_month"
    where ("period" < ? and "period" >= ?)
)
select to_json({
    'nodes': coalesce("enterprise_month_page".list_0, '[]'),
    'totalCount': coalesce("enterprise_month_total".total, 0)
})::varchar as answer
from "enterprise_month_page"
cross join "enterprise_month_total"
-- values: ('2016-03', '2015-11', 100, '2016-03', '2015-11')
