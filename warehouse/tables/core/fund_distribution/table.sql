-- group: funding
-- access: public
create table core.fund_distribution (
    fund_distribution_id varchar not null,
    fund_id              varchar not null,
    distribution_date    date not null,
    distribution_kind    varchar not null,
    credit_code          varchar,
    enterprise_id        varchar,
    enterprise_name      varchar,
    amount_cny           decimal(18, 2) not null,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_distribution_id)
);
comment on table core.fund_distribution is 'Money that a fund gave back to its contributors: one row per fund, enterprise, kind and day.';
comment on column core.fund_distribution.fund_distribution_id is 'Fund, enterprise, kind and day.';
comment on column core.fund_distribution.enterprise_id is 'That enterprise, where the register of key enterprises has it.';
comment on column core.fund_distribution.is_synthetic is 'True where it is invented sample data.';
comment on column core.fund_distribution.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund_distribution.submission_id is 'File that it comes from.';
comment on column core.fund_distribution.source_sheet is 'Sheet of that file.';
comment on column core.fund_distribution.source_row is 'Row of that sheet.';
comment on column core.fund_distribution.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
