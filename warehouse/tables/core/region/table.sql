-- group: reference
-- access: public
create table core.region (
    region_code        varchar not null,
    valid_from         date not null,
    valid_to           date,
    name_zh            varchar not null,
    name_en            varchar not null,
    level              varchar not null,
    parent_region_code varchar,
    current_parent_region_code varchar,
    prefecture_region_code varchar,
    is_additive        boolean not null,
    successor_region_code     varchar,
    source             varchar not null,
    primary key (region_code)
);
comment on table core.region is 'The present, or last, meaning of a region code: one row per code. Earlier meanings of a reused code are in core.region_version. 中文：行政区划或报送地区（代码的现行含义）';
comment on column core.region.region_code is 'Six-digit code of GB/T 2260; a statistical code of the NBS for some reporting areas; a code of our own, with a hyphen, where an area has none. 中文：地区代码';
comment on column core.region.valid_from is 'First day of this meaning, as the earliest published code list has it (end of the month of the list, so up to a year after the decision); 1980-12-31 means at least since then. 中文：本含义起始日期';
comment on column core.region.valid_to is 'Last day of this meaning; null while the code is in use. 中文：本含义终止日期';
comment on column core.region.name_zh is 'Chinese name. 中文：中文名称';
comment on column core.region.name_en is 'English name; pinyin for counties. 中文：英文名称';
comment on column core.region.level is 'Level of the area: country, province, prefecture, county, or reporting_area (reports separately but is no administrative division). 中文：层级';
comment on column core.region.parent_region_code is 'Area that it belongs to, or did last; null for the country. 中文：上级地区代码';
comment on column core.region.current_parent_region_code is 'Area that it belongs to while its code is in use; null for a code that is not: it is among no area''s children. 中文：现行上级地区代码，已停用代码为 null';
comment on column core.region.prefecture_region_code is 'Its prefecture, or itself if it is one; for an abolished code, that of its successor. Null for provinces, the country and areas outside prefectures. Group by it: grouped by parent, firms of a prefecture without counties fall under the province. 中文：所属市州（不设县的市州为其自身），省级及以上为 null；按市州分组请用此项';
comment on column core.region.is_additive is 'True if it may be summed with the others of its level and parent. False for reporting areas, whose figures overlap others; for a second code of the same county; and for the country. 中文：可否与同级地区加总；报送地区、同一县的第二代码及全国不可';
comment on column core.region.successor_region_code is 'Code that took its place; null while the code is in use. 中文：后继代码';
comment on column core.region.source is 'Lists or documents that it rests on: MCA (ministry of civil affairs), NBS (national bureau of statistics), with the first and last month of the lists. 中文：依据';
