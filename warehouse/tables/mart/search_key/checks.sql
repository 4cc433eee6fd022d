-- check: every_name_is_found_whole_and_every_chinese_name_by_its_pinyin (block)
select name.name_number, name.name, wanted.key_kind
from mart.search_name as name
cross join (values ('whole'), ('pinyin'), ('initials')) as wanted(key_kind)
anti join mart.search_key as found
    on found.name_number = name.name_number and found.key_kind = wanted.key_kind and found.place = 1
where wanted.key_kind = 'whole' or name.pinyin is not null;

-- check: every_key_is_of_a_name (block)
select key.key, key.name_number
from mart.search_key as key
anti join mart.search_name as name using (name_number, entity_number, entity_type, name_kind, is_current);

-- check: a_key_stands_within_its_name (block)
select key, name_number, place
from mart.search_key
where place < 1 or place > size;
