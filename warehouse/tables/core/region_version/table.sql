-- group: reference
-- access: public
create table core.region_version (
    region_code        varchar not null,
    valid_from         date not null,
    valid_to           date,
    name_zh            varchar not null,
    name_en            varchar not null,
    level              varchar not null,
    parent_region_code varchar,
    is_additive        boolean not null,
    successor_region_code     varchar,
    source             varchar not null,
    primary key (region_code, valid_from)
);
comment on table core.region_version is 'Every meaning that a region code has had: a code is reused and an area changes its code. One row per code and first day of a meaning. 中文：地区代码的一次含义';
comment on column core.region_version.region_code is 'Six-digit code of GB/T 2260; a statistical code of the NBS for some reporting areas; a code of our own, with a hyphen, where an area has none. 中文：地区代码';
comment on column core.region_version.valid_from is 'First day of this meaning, as the earliest published code list has it (end of the month of the list, so up to a year after the decision); 1980-12-31 means at least since then. 中文：起始日期';
comment on column core.region_version.valid_to is 'Last day of this meaning; null while it is in force. 中文：终止日期';
comment on column core.region_version.name_zh is 'Chinese name in that time. 中文：当时的中文名称';
comment on column core.region_version.name_en is 'English name in that time; pinyin for counties. 中文：当时的英文名称';
comment on column core.region_version.level is 'Level at that time: country, province, prefecture, county, or reporting_area (reports separately but is no administrative division). 中文：当时的层级';
comment on column core.region_version.parent_region_code is 'Area that it belonged to in that time; null for the country. 中文：当时的上级地区代码';
comment on column core.region_version.is_additive is 'True if it may be summed with the others of its level and parent. False for reporting areas, whose figures overlap others; for a second code of the same county; and for the country. 中文：可否与同级地区加总；报送地区、同一县的第二代码及全国不可';
comment on column core.region_version.successor_region_code is 'Code that took its place; the same code where only its meaning changed; null while it is in force. 中文：后继代码';
comment on column core.region_version.source is 'Lists or documents that it rests on: MCA (ministry of civil affairs), NBS (national bureau of statistics), with the first and last month of the lists. 中文：依据';
