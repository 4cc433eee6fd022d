-- group: search
-- access: public
-- key: key_kind, key, name_number, place
create table mart.search_key (
    key_kind      varchar not null,
    key           varchar not null,
    name_number   integer not null,
    place         integer not null,
    entity_number integer not null,
    entity_type   varchar not null,
    name_kind     varchar not null,
    is_current    boolean not null,
    size          integer not null,
    begins_word   boolean not null
);
comment on table mart.search_key is 'What names are looked up by, in the order of the keys, so that a look-up reads only the part of the table where they lie. Join mart.search_name by name_number.';
comment on column mart.search_key.key_kind is 'whole (all of the name), pair (two neighbouring characters, the last character alone), pinyin or initials (from a character on), id (the key of the row, in lower case).';
comment on column mart.search_key.key is 'Normalised text, or pinyin without blanks: at most 24 letters of it, 12 initials.';
comment on column mart.search_key.name_number is 'The name in mart.search_name.';
comment on column mart.search_key.place is 'Character of the normalised name at which the key begins, from 1 on.';
comment on column mart.search_key.entity_number is 'The thing that has the name.';
comment on column mart.search_key.entity_type is 'What the thing is.';
comment on column mart.search_key.name_kind is 'What the name is to it.';
comment on column mart.search_key.is_current is 'False for a name that it had before.';
comment on column mart.search_key.size is 'Characters of the normalised name.';
comment on column mart.search_key.begins_word is 'False where the key begins within a word: after a letter with a letter, after a digit with a digit.';
