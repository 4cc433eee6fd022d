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
comment on table core.industry_sei_class is 'How each field of the programme lies to the national classes of strategic emerging industries. Our reading of the two lists of names; not additive: fields and classes overlap.';
comment on column core.industry_sei_class.industry_id is 'Field of the programme.';
comment on column core.industry_sei_class.ordinal is 'Number of the row within its field; the closest class first.';
comment on column core.industry_sei_class.classification_version is 'Version of the national classification: 2018.';
comment on column core.industry_sei_class.sei_code is 'National class, first level (6) or second level (4.1); null where relation is none.';
comment on column core.industry_sei_class.sei_class_id is 'The national class; null where relation is none.';
comment on column core.industry_sei_class.relation is 'exact: same extent by name. broad: the field is wider than the class. partial: they share a part. none: no national class.';
