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
comment on table core.park is 'Parks, zones and clusters that the plan or a register names.';
comment on column core.park.industry_id is 'Field that it is for; null where the plan gives no ground for one.';
comment on column core.park.document_id is 'Document that names it; null where only a register does.';
comment on column core.park.is_synthetic is 'True where it is invented sample data; a fact of the plan never is.';
comment on column core.park.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.park.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone.';
comment on column core.park.source_sheet is 'Sheet of that file.';
comment on column core.park.source_row is 'Row of that sheet.';
comment on column core.park.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
