with "enterprise_matching" as materialized (
    select
        "enterprise_id",
        "name_pinyin",
        "batch"
    from "core"."enterprise"
    where ("region_code" = ? and ("batch" is null or contains(lower("name_zh"), lower(?))))
),
"enterprise" as materialized (
    select
        "enterprise_id",
        "name_zh",
        "batch",
        "recognised_date",
        "status",
        "is_synthetic",
        "region_code",
        found."position"
    from (
        select
            "enterprise_id",
            row_number() over () as "position"
        from (
            select
                "enterprise_id",
                "name_pinyin",
                "batch"
            from "enterprise_matching"
            order by "name_pinyin", "batch" desc nulls last, "enterprise_id"
            limit ?
        )
    ) as found
    join "core"."enterprise" using ("enterprise_id")
),
"enterprise_region" as materialized (
    select
        "name_zh",
        "name_en",
        "parent_region_code",
        "region_code" as "parent_key"
    from "core"."region"
    where "region_code" in (select "region_code" from "enterprise" where "position" <= ?)
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
            'nameZh': "enterprise"."name_zh",
            'batch': "enterprise"."batch",
            'recognisedDate': "enterprise"."recognised_date"::varchar,
            'status': case "enterprise"."status"
                when 'active' then 'ACTIVE'
                when 'exited' then 'EXITED'
                else error('status holds a word that the schema has not: ' || "enterprise"."status")
            end,
            'isSynthetic': "enterprise"."is_synthetic",
            'region': case when "enterprise_region"."parent_key" is not null then {
                'nameZh': "enterprise_region"."name_zh",
                'nameEn': "enterprise_region"."name_en",
                'parent': case when "enterprise_region_parent"."parent_key" is not null then {'nameZh': "enterprise_region_parent"."name_zh"} end
            } end
        })::varchar, ',' order by "enterprise"."position") filter (where "position" <= ?) || ']')::json as "list_1",
        bool_or("position" > ?) as "has_more"
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
    'nodes': coalesce("enterprise_page".list_1, '[]'),
    'pageInfo': {
        'hasNextPage': coalesce("enterprise_page".has_more, false),
        'hasPreviousPage': false
    }
})::varchar as answer
from "enterprise_page"
cross join "enterprise_total"
-- values: ('620100', '白银', 4, 3, 3, 3)
