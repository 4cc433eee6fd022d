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
comment on table mart.search_name is 'Every name of everything that can be searched: a row for each name of a thing, present or former, and each code. Find rows by mart.search_key. 中文：可检索对象的全部名称：现名、曾用名及代码各一行，检索经由 mart.search_key';
comment on column mart.search_name.name_number is 'Number of the name in this snapshot; it differs between snapshots. 中文：名称序号（限本快照）';
comment on column mart.search_name.entity_number is 'Number of the entity in this snapshot, in the order of equal hits: by type, pinyin and key. 中文：对象序号（限本快照），即同分结果的先后：类别、拼音、主键';
comment on column mart.search_name.entity_type is 'Kind of entity: the table of core, for example enterprise or chain_stage. 中文：对象类别，即 core 的表名';
comment on column mart.search_name.entity_key is 'Key of the row of that table. 中文：该表的主键值';
comment on column mart.search_name.name_kind is 'name, english_name, alias, former_name, credit_code, organisation_code, registration_number, code or document_number. 中文：名称类别：名称、英文名称、简称、曾用名、信用代码、组织机构代码、注册号、代码或文号';
comment on column mart.search_name.is_current is 'False for a name that it had before. 中文：曾用名为假';
comment on column mart.search_name.is_code is 'True for a code: found whole or by its beginning only. 中文：代码为真，只按整体或开头匹配';
comment on column mart.search_name.name is 'The name or code as it is written. 中文：名称或代码原文';
comment on column mart.search_name.normal is 'Normalised text for comparison: half width, lower case, without blanks, brackets and other signs. 中文：用于比较的文本：半角、小写，去空格、括号及其他符号';
comment on column mart.search_name.places is 'Place in name, from 0 on, of each character of normal; null where the two are the same in length and order. 中文：normal 各字符在 name 中的位置（自 0 起），长度与次序相同者为空';
comment on column mart.search_name.pinyin is 'Reading without tones, a syllable for each character of normal, separated by blanks; null where nothing of it is Chinese. 中文：无声调拼音，逐字以空格分隔，无汉字者为空';
comment on column mart.search_name.other_pinyins is 'Alternative readings of characters with several; null without any. 中文：多音字的其他读音，无则为空';
