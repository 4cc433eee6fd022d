-- group: search
-- access: public
-- key: name_number
create table mart.search_name (
    name_number   integer not null,
    entity_number integer not null,
    entity_type   varchar not null,
    entity_key    varchar not null,
    name_kind     varchar not null,
    is_current    boolean not null,
    is_code       boolean not null,
    name          varchar not null,
    normal        varchar not null,
    places        integer[],
    pinyin        varchar,
    other_pinyins varchar[]
);
comment on table mart.search_name is 'Every name of everything that can be searched: a row for each name of a thing, present or former, and each code. Find rows by mart.search_key.';
comment on column mart.search_name.name_number is 'Number of the name in this snapshot; another one gives another number.';
comment on column mart.search_name.entity_number is 'Number of the thing in this snapshot, in the order in which equal hits are told: by type, pinyin and key.';
comment on column mart.search_name.entity_type is 'What has the name: the table of core, for example enterprise or chain_stage.';
comment on column mart.search_name.entity_key is 'Key of the row of that table.';
comment on column mart.search_name.name_kind is 'name, english_name, alias, former_name, credit_code, organisation_code, registration_number, code or document_number.';
comment on column mart.search_name.is_current is 'False for a name that it had before.';
comment on column mart.search_name.is_code is 'True for a code: found whole or by its beginning only.';
comment on column mart.search_name.name is 'The name or code as it is written.';
comment on column mart.search_name.normal is 'What of it is compared: half width, lower case, without blanks, brackets and other signs.';
comment on column mart.search_name.places is 'Place in name, from 0 on, of each character of normal; null where the two are the same in length and order.';
comment on column mart.search_name.pinyin is 'Reading without tones, a syllable for each character of normal, separated by blanks; null where nothing of it is Chinese.';
comment on column mart.search_name.other_pinyins is 'Other readings that somebody may type, where a character has several; null where there are none.';
