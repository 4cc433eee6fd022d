with "region" as not materialized (
    select
        "region_code",
        "valid_from",
        translate(to_base64(encode(to_json([?, 'd60d467de232', "valid_from"::varchar, "region_code"::varchar])::varchar)), '+/=', '-_') as "cursor",
        row_number() over () as "position"
    from (
        select
            "region_code",
            "valid_from"
        from "core"."region"
        order by "valid_from", "region_code" desc
        limit ?
    )
),
"region_page" as not materialized (
    select
        ('[' || string_agg(to_json({
            'cursor': "region"."cursor",
            'node': {
                'regionCode': "region"."region_code",
                'validFrom': "region"."valid_from"::varchar
            }
        })::varchar, ',' order by "region"."position" desc) filter (where "position" <= ?) || ']')::json as "list_0",
        bool_or("position" > ?) as "has_more",
        arg_max("cursor", "position") filter (where "position" <= ?) as "start_cursor",
        arg_min("cursor", "position") filter (where "position" <= ?) as "end_cursor"
    from "region"
)
select to_json({
    'edges': coalesce("region_page".list_0, '[]'),
    'pageInfo': {
        'startCursor': "region_page".start_cursor,
        'endCursor': "region_page".end_cursor,
        'hasNextPage': false,
        'hasPreviousPage': coalesce("region_page".has_more, false)
    }
})::varchar as answer
from "region_page"
-- values: ('000007', 3, 2, 2, 2, 2)
