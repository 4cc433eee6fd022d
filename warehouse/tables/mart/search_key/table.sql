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
comment on table mart.search_key is 'Search keys of names, in sorted order, so that a look-up reads only their range. Join mart.search_name by name_number. 中文：检索键，按键排序，查找只读所在部分；以 name_number 关联 mart.search_name';
comment on column mart.search_key.key_kind is 'whole (all of the name), pair (two neighbouring characters, the last character alone), pinyin or initials (from a character on), id (the key of the row, in lower case). 中文：键的类别：whole 全名；pair 相邻两字或末字；pinyin 拼音；initials 首字母；id 主键';
comment on column mart.search_key.key is 'Normalised text, or pinyin without blanks: at most 24 letters of it, 12 initials. 中文：规范化文本或无空格拼音：至多 24 个字母，首字母至多 12 个';
comment on column mart.search_key.name_number is 'The name in mart.search_name. 中文：mart.search_name 中的名称';
comment on column mart.search_key.place is 'Character of the normalised name at which the key begins, from 1 on. 中文：键在规范化文本中的起始字符（自 1 起）';
comment on column mart.search_key.entity_number is 'The thing that has the name. 中文：对象序号';
comment on column mart.search_key.entity_type is 'Kind of entity. 中文：对象类别';
comment on column mart.search_key.name_kind is 'Kind of name. 中文：名称类别';
comment on column mart.search_key.is_current is 'False for a name that it had before. 中文：曾用名为假';
comment on column mart.search_key.size is 'Characters of the normalised name. 中文：规范化文本的字数';
comment on column mart.search_key.begins_word is 'False where the key begins within a word: after a letter with a letter, after a digit with a digit. 中文：键起于词中者为假';
