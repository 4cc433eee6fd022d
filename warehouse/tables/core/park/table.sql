-- group: programme
-- access: public
create table core.park (
    park_id     varchar not null,
    name_zh     varchar not null,
    name_en     varchar,
    park_kind   varchar not null,
    status      varchar not null,
    industry_id varchar,
    document_id varchar,
    region_code varchar,
    manager_name varchar,
    planned_area_hectares decimal(19, 6),
    output_year integer,
    gross_output_cny decimal(18, 2),
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (park_id)
);
comment on table core.park is 'Parks, zones and clusters that the plan or a register names. 中文：方案或名录列名的园区与集群';
comment on column core.park.park_id is 'Code of the park, the same over time. 中文：园区代码，固定不变';
comment on column core.park.name_zh is 'Name, the short Chinese one. 中文：园区名称，简称';
comment on column core.park.name_en is 'Short English name; null if not in a register. 中文：园区英文名称，简称';
comment on column core.park.park_kind is 'Kind of park, an innovation park where it is for start-ups. 中文：园区类别';
comment on column core.park.status is 'State, of the newest register, else of the plan. 中文：园区状态，以最新名录为准，其次以方案为准';
comment on column core.park.industry_id is 'Its field; null if the plan gives no ground for one. 中文：所属领域';
comment on column core.park.document_id is 'Document that names it; null where only a register does. 中文：来源文件标识';
comment on column core.park.region_code is 'Region of its location; null if no register gives it. 中文：行政区划代码，园区所在地，名录未填为空';
comment on column core.park.manager_name is 'Managing unit, null if no register gives it. 中文：管理机构，名录未填为空';
comment on column core.park.planned_area_hectares is 'Planned area (hectare), null if no register gives it. 中文：规划面积（公顷），名录未填为空';
comment on column core.park.output_year is 'Year of the output; null if no register gives it. 中文：产值年度，名录未填为空';
comment on column core.park.gross_output_cny is 'Gross industrial output of that year (yuan), current prices; from the register, not a sum of returns. 中文：工业总产值（元），现价，以名录为准，并非企业月报之和';
comment on column core.park.is_synthetic is 'True where it is invented sample data; a fact of the plan never is. 中文：是否为合成样本数据';
comment on column core.park.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.park.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone. 中文：来源文件标识，无则为 null';
comment on column core.park.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.park.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.park.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
