-- group: reference
-- access: public
create table core.sei_class (
    sei_class_id           varchar not null,
    classification_version varchar not null,
    sei_code               varchar not null,
    level                  integer not null,
    parent_code            varchar,
    parent_class_id        varchar,
    name_zh                varchar not null,
    name_en                varchar not null,
    primary key (sei_class_id)
);
comment on table core.sei_class is 'The two upper levels of the national classification of strategic emerging industries: 9 areas and 40 sub-areas in the version of 2018. 中文：国家战略性新兴产业分类（2018）';
comment on column core.sei_class.sei_class_id is 'Version and code: 2018-3.2. 中文：分类标识（含版本）';
comment on column core.sei_class.classification_version is 'Year of the classification: 2018. 中文：分类版本';
comment on column core.sei_class.sei_code is 'Code of the classification: 3 for an area, 3.2 for a sub-area. 中文：分类代码';
comment on column core.sei_class.level is '1 for an area, 2 for a sub-area. 中文：层级';
comment on column core.sei_class.parent_code is 'Area that a sub-area belongs to; null for an area. 中文：上级代码';
comment on column core.sei_class.parent_class_id is 'The area that a sub-area belongs to; null for an area. 中文：上级分类标识（含版本）';
comment on column core.sei_class.name_zh is 'Chinese name, as published. 中文：中文名称';
comment on column core.sei_class.name_en is 'English name; our translation, as the classification has no official one. 中文：英文名称（本站译）';
