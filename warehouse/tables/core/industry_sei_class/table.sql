-- group: reference
-- access: public
create table core.industry_sei_class (
    industry_id            varchar not null,
    ordinal                integer not null,
    classification_version varchar not null,
    sei_code               varchar,
    sei_class_id           varchar,
    relation               varchar not null,
    primary key (industry_id, ordinal)
);
comment on table core.industry_sei_class is 'How each field of the programme lies to the national classes of strategic emerging industries. Our reading of the two lists of names; not additive: fields and classes overlap. 中文：领域与国家战略性新兴产业分类的对应，不可加总';
comment on column core.industry_sei_class.industry_id is 'Field of the programme. 中文：领域标识';
comment on column core.industry_sei_class.ordinal is 'Number of the row within its field; the closest class first. 中文：序号，最接近者在前';
comment on column core.industry_sei_class.classification_version is 'Version of the national classification: 2018. 中文：国家分类版本';
comment on column core.industry_sei_class.sei_code is 'National class, first level (6) or second level (4.1); null for relation none. 中文：国家分类代码';
comment on column core.industry_sei_class.sei_class_id is 'The national class; null for relation none. 中文：国家分类标识（含版本）';
comment on column core.industry_sei_class.relation is 'How the two lie to each other: exact: same extent by name. broad: the field is wider than the class. partial: they share a part. none: no national class. 中文：对应关系';
