-- group: reference
-- access: public
create table core.industry (
    industry_id varchar not null,
    ordinal     integer not null,
    name_zh     varchar not null,
    name_en     varchar not null,
    document_id varchar not null,
    primary key (industry_id)
);
comment on table core.industry is 'The fields of the programme. The list changes by document: 9 in 2016. 中文：战略性新兴产业领域，各文件不尽相同';
comment on column core.industry.industry_id is 'Stable name of the field. 中文：领域标识';
comment on column core.industry.ordinal is 'Place in the list of the document. 中文：序号';
comment on column core.industry.name_zh is 'Chinese name, as the document writes it. 中文：中文名称';
comment on column core.industry.name_en is 'English name. 中文：英文名称';
comment on column core.industry.document_id is 'Document that lists it. 中文：来源文件标识';
