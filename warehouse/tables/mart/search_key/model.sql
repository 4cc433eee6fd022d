-- One row per name, key and place: the whole name, its pairs of characters, its pinyin and initials from each character,
-- and the id of a thing with the first of its names.
with named as (
    select
        *,
        length(normal) as size,
        -- Nobody begins a search with the legal form at the end of a firm's name.
        length(regexp_replace(normal, '(股份)?有限(责任)?公司$', '')) as telling_size
    from mart.search_name
),
readings as (
    select *, string_split(reading, ' ') as syllables, string_split(pinyin, ' ') as main
    from (
        select *, unnest(list_prepend(pinyin, coalesce(other_pinyins, []))) as reading
        from named
        where pinyin is not null
    )
),
places as (
    select *, unnest(range(1, telling_size + 1))::integer as place
    from (
        select
            name_number,
            telling_size,
            reading = pinyin as is_main,
            syllables,
            main,
            array_to_string([left(syllable, 1) for syllable in syllables], '') as initials,
            array_to_string([left(syllable, 1) for syllable in main], '') as main_initials
        from readings
    )
),
heard as (
    select
        'pinyin' as key_kind,
        left(array_to_string(syllables[place:place + 23], ''), 24) as key,
        case when not is_main then left(array_to_string(main[place:place + 23], ''), 24) end as main_key,
        name_number,
        place
    from places
    union all
    select
        'initials',
        substr(initials, place, 12),
        case when not is_main then substr(main_initials, place, 12) end,
        name_number,
        place
    from places
),
keys as (
    select 'whole' as key_kind, normal as key, name_number, 1 as place
    from named
    union all
    select 'pair', substr(normal, place, 2), name_number, place
    from (select *, unnest(range(1, size + 1))::integer as place from named where not is_code)
    union all
    select 'id', lower(entity_key), min(name_number), 1
    from named
    group by entity_number, entity_key
    union all
    select key_kind, key, name_number, place
    from heard
    where main_key is null
    union all
    -- What another reading changes; several may agree from a character on.
    select distinct key_kind, key, name_number, place
    from heard
    where key <> main_key
)
select
    key_kind,
    key,
    name_number,
    place,
    entity_number,
    entity_type,
    name_kind,
    is_current,
    size,
    place = 1
    or not regexp_matches(substr(normal, place - 1, 2), '^(\p{Latin}{2}|[0-9]{2})$')
    -- What is left out of a name, a blank or a sign, parts its words.
    or coalesce(places[place] - places[place - 1] > 1, false) as begins_word
from keys
join named using (name_number)
order by key_kind, key, name_number, place
