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
    successor_code     varchar,
    source             varchar not null,
    primary key (region_code)
);
comment on table core.region is 'What a region code means now, or meant last: one row per code. Earlier meanings of a reused code are in core.region_version.';
comment on column core.region.region_code is 'Six-digit code of GB/T 2260; a statistical code of the NBS for some reporting areas; a code of our own, with a hyphen, where an area has none.';
comment on column core.region.valid_from is 'First day of this meaning, as the earliest published code list has it (end of the month of the list, so up to a year after the decision); 1980-12-31 means at least since then.';
comment on column core.region.valid_to is 'Last day of this meaning; null while the code is in use.';
comment on column core.region.name_zh is 'Chinese name.';
comment on column core.region.name_en is 'English name; pinyin for counties.';
comment on column core.region.level is 'country, province, prefecture, county, or reporting_area (reports beside them but is no division of its own).';
comment on column core.region.parent_region_code is 'Area that it belongs to, or did last; null for the country.';
comment on column core.region.current_parent_region_code is 'Area that it belongs to while its code is in use; null for a code that is not: it is among no area''s children.';
comment on column core.region.prefecture_region_code is 'Prefecture that it is or lies in, also of one without counties; of a code that is not in use, that of the code that took its place. Null for provinces, the country and what lies in no prefecture. Group by it: by parent, firms of a prefecture without counties fall under the province.';
comment on column core.region.is_additive is 'True where it may be summed with the others of its level and parent. False for reporting areas, whose figures are inside or across others; for a second code of the same county; and for the country.';
comment on column core.region.successor_code is 'Code that took its place; null while the code is in use.';
comment on column core.region.source is 'Lists or documents that it rests on: MCA (ministry of civil affairs), NBS (national bureau of statistics), with the first and last month of the lists.';
