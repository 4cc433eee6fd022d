with "search_pair" as materialized (
    select *
    from (
        select
            name_number, entity_number, size, is_current,
            count(distinct asked_word) filter (where together = asked_pairs) as words_met,
            coalesce(bool_or(asked_word = 1 and start = 0 and together = asked_pairs), false) as begins,
            bit_count(bit_or(mask))::integer as pairs_met
        from (
            select
                name_number, entity_number, size, is_current, asked_word, asked_pairs, place - asked_place as start,
                count(*) as together, bit_or(1::bigint << asked_bit) as mask
            from "mart"."search_key"
            join (select unnest(?::varchar[]) as asked_key, unnest(?::integer[]) as asked_word, unnest(?::integer[]) as asked_pairs, unnest(?::integer[]) as asked_place, unnest(?::boolean[]) as asked_inside, unnest(?::integer[]) as asked_bit) as asked on key = asked_key
            where key_kind = 'pair' and (begins_word or asked_inside) and (entity_type in ('enterprise', 'region'))
            group by all
            union all
            select name_number, entity_number, size, is_current, ?, 1, place - 1, 1, 0
            from "mart"."search_key" where key_kind = 'pair' and key >= ?::varchar and key < ?::varchar and (begins_word or ?::boolean) and (entity_type in ('enterprise', 'region'))
            union all
            select name_number, entity_number, size, is_current, ?, 1, place - 1, 1, 0
            from "mart"."search_key" where key_kind = 'pair' and key >= ?::varchar and key < ?::varchar and (begins_word or ?::boolean) and (entity_type in ('enterprise', 'region'))
            union all
            select name_number, entity_number, size, is_current, ?, 1, place - 1, 1, 0
            from "mart"."search_key" where key_kind = 'pair' and key >= ?::varchar and key < ?::varchar and (begins_word or ?::boolean) and (entity_type in ('enterprise', 'region'))
            union all
            select name_number, entity_number, size, is_current, ?, 1, place - 1, 1, 0
            from "mart"."search_key" where key_kind = 'pair' and key >= ?::varchar and key < ?::varchar and (begins_word or ?::boolean) and (entity_type in ('enterprise', 'region'))
        )
        group by all
    )
    where words_met = ? or pairs_met >= ?
),
"search_hit" as materialized (
    select name_number, entity_number, place, match, score
    from (
        select name_number, entity_number, 1 as place, case when key = ? then 'exact' else 'prefix' end as match,
            case when key = ? then 949 else 700 + 49 * ? // size end + 50 * is_current::integer as score
        from "mart"."search_key" where key_kind = 'whole' and key >= ?::varchar and key < ?::varchar and (entity_type in ('enterprise', 'region'))
        union all
        select name_number, entity_number, place, case when place = 1 then 'prefix' else 'word' end,
            case when place = 1 then 700 else 500 end + 49 // size + 50 * is_current::integer
        from "mart"."search_key" where key_kind = 'pair' and key >= ?::varchar and key < ?::varchar and (begins_word or ?::boolean) and (entity_type in ('enterprise', 'region'))
        union all
        select name_number, entity_number, 1,
            case when words_met < ? then 'similar' when begins then 'prefix' else 'word' end,
            case when words_met < ? then 300 + 49 * pairs_met // ?
                else case when begins then 700 else 500 end + least(49, 49 * ? // size) end + 50 * is_current::integer
        from "search_pair"
        union all
        select name_number, entity_number, place, 'pinyin',
            200 + case when place > 1 then 0 when key = ? then 49 else 25 end + 50 * is_current::integer
        from "mart"."search_key" where key_kind = 'pinyin' and key >= ?::varchar and key < ?::varchar and (entity_type in ('enterprise', 'region'))
        union all
        select name_number, entity_number, place, 'initials',
            100 + case when place > 1 then 0 when key = ? then 49 else 25 end + 50 * is_current::integer
        from "mart"."search_key" where key_kind = 'initials' and key >= ?::varchar and key < ?::varchar and (entity_type in ('enterprise', 'region'))
        union all
        select name_number, entity_number, 1, 'id', 49 + 50 * is_current::integer
        from "mart"."search_key" where key_kind = 'id' and key = ?::varchar and (entity_type in ('enterprise', 'region'))
    )
    qualify row_number() over (partition by entity_number order by score desc, name_number, place) = 1
),
"search" as materialized (
    select "position", "cursor", "score", "match", "place", "name_kind", "name", "entity_type", "entity_key",
        list_filter(
        flatten(list_transform(
            range(1, len(starts) + 2),
            lambda number: [
                {
                    'text': substr(
                        name,
                        coalesce(ends[number - 1], 0) + 1,
                        coalesce(starts[number], length(name)) - coalesce(ends[number - 1], 0)
                    ),
                    'is_match': false
                },
                {'text': substr(name, starts[number] + 1, ends[number] - starts[number]), 'is_match': true}
            ]
        )),
        lambda piece: piece.text <> ''
    ) as "highlight"
    from (
        select *,
            list_filter(met_places, lambda met: not list_contains(met_places, met - 1)) as starts,
            list_transform(
                list_filter(met_places, lambda met: not list_contains(met_places, met + 1)), lambda met: met + 1
            ) as ends
        from (
            select *, list_sort(list_distinct(list_transform(marked, lambda met: coalesce(places[met], met - 1)))) as met_places
            from (
                select *, case match
                    when 'pinyin' then range(
                        place,
                        place + list_filter(
                            range(1, len(syllables) + 1),
                            lambda count: length(array_to_string(syllables[place:place + count - 1], '')) >= length(?)
                        )[1]
                    )
                    when 'initials' then range(place, place + length(?))
                    else flatten(list_transform(
                        range(1, length(normal) + 1),
                        lambda start: flatten(list_transform(
                            list_filter(
                                if(match = 'similar', ?::varchar[], ?::varchar[]),
                                lambda word: substr(normal, start, length(word)) = word
                            ),
                            lambda word: range(start, start + length(word))
                        ))
                    ))
                end as marked
                from (
                    select *, string_split(
                        list_filter(
                            list_prepend(pinyin, coalesce(other_pinyins, [])),
                            lambda reading: starts_with(array_to_string(string_split(reading, ' ')[place:], ''), ?)
                        )[1],
                        ' '
                    ) as syllables
                    from (
                        select
                            hit."position",
                            hit."cursor",
                            hit."score",
                            hit."match",
                            hit."place",
                            found."name_kind",
                            found."name",
                            found."entity_type",
                            found."entity_key",
                            found."normal",
                            found."places",
                            found."pinyin",
                            found."other_pinyins"
                        from (
                            select
                                "name_number",
                                "score",
                                "match",
                                "place",
                                translate(to_base64(encode(to_json([?, '3816fe45b17c', "score"::varchar, "entity_number"::varchar])::varchar)), '+/=', '-_') as "cursor",
                                row_number() over () as "position"
                            from (
                                select
                                    "name_number",
                                    "score",
                                    "match",
                                    "place",
                                    "entity_number"
                                from "search_hit"
                                order by "score" desc, "entity_number"
                                limit ?
                            )
                        ) as hit
                        join "mart"."search_name" as found
                            on found.name_number = hit.name_number
                    )
                )
            )
        )
    )
),
"search_entity_Enterprise" as materialized (
    select
        "enterprise_id",
        "name_zh",
        "enterprise_id" as "parent_key"
    from "core"."enterprise"
    where "enterprise_id" in (select "entity_key" from "search" where "search"."entity_type" = 'enterprise' and "position" <= ?)
),
"search_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'cursor': "search"."cursor",
            'node': {
                'score': "search"."score",
                'match': case "search"."match"
                    when 'exact' then 'EXACT'
                    when 'prefix' then 'PREFIX'
                    when 'word' then 'WORD'
                    when 'similar' then 'SIMILAR'
                    when 'pinyin' then 'PINYIN'
                    when 'initials' then 'INITIALS'
                    when 'id' then 'ID'
                    else error('match holds a word that the schema has not: ' || "search"."match")
                end,
                'nameKind': case "search"."name_kind"
                    when 'name' then 'NAME'
                    when 'english_name' then 'ENGLISH_NAME'
                    when 'alias' then 'ALIAS'
                    when 'former_name' then 'FORMER_NAME'
                    when 'credit_code' then 'CREDIT_CODE'
                    when 'organisation_code' then 'ORGANISATION_CODE'
                    when 'registration_number' then 'REGISTRATION_NUMBER'
                    when 'code' then 'CODE'
                    when 'document_number' then 'DOCUMENT_NUMBER'
                    else error('name_kind holds a word that the schema has not: ' || "search"."name_kind")
                end,
                'name': "search"."name",
                'highlight': list_transform("search"."highlight", lambda part: {'text': part."text", 'isMatch': part."is_match"}),
                'entity': case
                    when "search"."entity_type" = 'enterprise' then to_json({
                        'id': translate(to_base64(encode(to_json(['Enterprise', "search_entity_Enterprise"."enterprise_id"::varchar])::varchar)), '+/=', '-_'),
                        'nameZh': "search_entity_Enterprise"."name_zh"
                    })
                    when "search"."entity_type" = 'region' then to_json({
                        'id': translate(to_base64(encode(to_json(['Region', "search"."entity_key"::varchar])::varchar)), '+/=', '-_')
                    })
                end
            }
        })::varchar, ',' order by "search"."position") filter (where "position" <= ?) || ']')::json as "list_1",
        bool_or("position" > ?) as "has_more"
    from "search"
    left join "search_entity_Enterprise" on "search_entity_Enterprise"."parent_key" = "search"."entity_key" and "search"."entity_type" = 'enterprise'
),
"search_total" as materialized (
    select count(*) as total
    from "search_hit"
)
select to_json({
    'totalCount': coalesce("search_total".total, 0),
    'edges': coalesce("search_page".list_1, '[]'),
    'pageInfo': {'hasNextPage': coalesce("search_page".has_more, false)}
})::varchar as answer
from "search_page"
cross join "search_total"
-- values: (['ji', 'in', 'nc', 'ch', 'hu', 'ua', 'an'], [1, 1, 1, 1, 1, 1, 1], [7, 7, 7, 7, 7, 7, 7], [1, 2, 3, 4, 5, 6, 7], [False, True, True, True, True, True, True], [0, 1, 2, 3, 4, 5, 6], None, None, None, None, None, None, None, None, None, None, None, None, None, None, None, None, 1, 1000000, 'jinchuan', 'jinchuan', 8, 'jinchuan', 'jinchuan\U0010ffff', None, None, False, 1, 1, 7, 8, 'jinchuan', 'jinchuan', 'jinchuan\U0010ffff', 'jinchuan', 'jinchuan', 'jinchuan\U0010ffff', 'jinchuan', 'jinchuan', 'jinchuan', ['ji', 'in', 'nc', 'ch', 'hu', 'ua', 'an'], ['jinchuan'], 'jinchuan', '000007', 3, 2, 2, 2)
