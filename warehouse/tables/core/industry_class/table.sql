-- group: reference
-- access: public
create table core.industry_class (
    industry_class_id varchar not null,
    standard_version varchar not null,
    class_code       varchar not null,
    level            varchar not null,
    parent_code      varchar,
    parent_class_id  varchar,
    is_created       boolean not null,
    name_zh          varchar not null,
    valid_from       date not null,
    valid_to         date,
    primary key (industry_class_id)
);
comment on table core.industry_class is 'Classes of the national standard GB/T 4754 by version. The same code means different things in 2011 and 2017 (3963, 4415): always join on version and code, or on industry_class_id. 中文：国民经济行业分类，同一代码在不同版本含义不同';
comment on column core.industry_class.industry_class_id is 'Version and code: 2011-3963. 中文：分类标识（含版本）';
comment on column core.industry_class.standard_version is 'Year of the standard: 2011 or 2017. 中文：标准版本';
comment on column core.industry_class.class_code is 'Letter of a section, or the two, three or four digits of a division, group or class; leading zeros count. 中文：分类代码';
comment on column core.industry_class.level is 'Section, division, group or class: section (门类), division (大类), group (中类) or class (小类). 中文：层级';
comment on column core.industry_class.parent_code is 'Code one level up, in the same version; null for a section. 中文：上级代码';
comment on column core.industry_class.parent_class_id is 'The class one level up; null for a section. 中文：上级分类标识（含版本）';
comment on column core.industry_class.is_created is 'True for a group that the published list prints on the line of its class; its row was created so that sums by level cover every class. 中文：是否为补建的中类';
comment on column core.industry_class.name_zh is 'Chinese name, brackets in full width. 中文：中文名称';
comment on column core.industry_class.valid_from is 'First day on which the standard is in force. Monthly statistics took up the 2017 version with the data of 2018. 中文：生效日期';
comment on column core.industry_class.valid_to is 'Last day on which it is in force; null while it is. 中文：失效日期';
