-- group: funding
-- access: public
create table core.fund_valuation (
    fund_valuation_id varchar not null,
    fund_id           varchar not null,
    valuation_date    date not null,
    nav_cny           decimal(18, 2) not null,
    is_latest         boolean not null,
    is_synthetic      boolean not null,
    is_flagged        boolean not null default false,
    submission_id     varchar not null,
    source_sheet      varchar not null,
    source_row        integer not null,
    sheet_id          varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_valuation_id)
);
comment on table core.fund_valuation is 'Net asset value of a fund at a date, from the newest file that has it. Ratios use the newest date alone.';
comment on column core.fund_valuation.fund_valuation_id is 'Fund and day.';
comment on column core.fund_valuation.is_latest is 'True for the newest valuation of the fund: the one that RVPI, TVPI and IRR use.';
comment on column core.fund_valuation.is_synthetic is 'True where it is invented sample data.';
comment on column core.fund_valuation.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund_valuation.submission_id is 'File that it comes from.';
comment on column core.fund_valuation.source_sheet is 'Sheet of that file.';
comment on column core.fund_valuation.source_row is 'Row of that sheet.';
comment on column core.fund_valuation.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
