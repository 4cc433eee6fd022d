-- group: funding
-- access: public
create table core.fund (
    fund_id         varchar not null,
    name_zh         varchar not null,
    name_en         varchar,
    fund_kind       varchar not null,
    status          varchar not null,
    parent_fund_id  varchar,
    target_size_cny decimal(18, 2),
    industry_id     varchar,
    document_id     varchar,
    manager_name    varchar,
    established_date date,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_id)
);
comment on table core.fund is 'Guide fund, sub-funds and other funds that the programme or a register names. An entry of a register with the id of a fund of the plan brings its state and size up to date. A sub-fund that no source names has no row, so do not count rows to know how many there are.';
comment on column core.fund.industry_id is 'Field that it invests in; null where it has none of the programme.';
comment on column core.fund.document_id is 'Document that names it; null where only a register does.';
comment on column core.fund.is_synthetic is 'True where it is invented sample data; a fact of the plan never is.';
comment on column core.fund.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone.';
comment on column core.fund.source_sheet is 'Sheet of that file.';
comment on column core.fund.source_row is 'Row of that sheet.';
comment on column core.fund.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
