with "nodes" as materialized (
    select unnest(range(?)) as "position"
),
"nodes_Enterprise" as materialized (
    select
        "enterprise_id",
        "name_zh",
        "region_code",
        "parent_key"
    from "core"."enterprise"
    join (select unnest(?::VARCHAR[]) as "named_enterprise_id", unnest(?) as "parent_key") as named on "named_enterprise_id" = "enterprise_id"
),
"nodes_Enterprise_region" as materialized (
    select
        "name_zh",
        "region_code" as "parent_key"
    from "core"."region"
    where "region_code" in (select "region_code" from "nodes_Enterprise")
),
"nodes_Region" as materialized (
    select
        "region_code",
        "name_en",
        "parent_key"
    from "core"."region"
    join (select unnest(?::VARCHAR[]) as "named_region_code", unnest(?) as "parent_key") as named on "named_region_code" = "region_code"
)
select to_json(coalesce(list(case
    when "nodes_Enterprise"."parent_key" is not null then to_json({
        '__typename': 'Enterprise',
        'id': translate(to_base64(encode(to_json(['Enterprise', "nodes_Enterprise"."enterprise_id"::varchar])::varchar)), '+/=', '-_'),
        'nameZh': "nodes_Enterprise"."name_zh",
        'region': case when "nodes_Enterprise_region"."parent_key" is not null then {'nameZh': "nodes_Enterprise_region"."name_zh"} end
    })
    when "nodes_Region"."parent_key" is not null then to_json({
        '__typename': 'Region',
        'id': translate(to_base64(encode(to_json(['Region', "nodes_Region"."region_code"::varchar])::varchar)), '+/=', '-_'),
        'nameEn': "nodes_Region"."name_en"
    })
end order by "nodes"."position"), []))::varchar as answer
from "nodes"
left join "nodes_Enterprise" on "nodes_Enterprise"."parent_key" = "nodes"."position"
left join "nodes_Enterprise_region" on "nodes_Enterprise_region"."parent_key" = "nodes_Enterprise"."region_code"
left join "nodes_Region" on "nodes_Region"."parent_key" = "nodes"."position"
-- values: (3, ['E999', 'E001'], [1, 2], ['620000'], [0])
