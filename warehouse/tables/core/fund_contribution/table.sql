-- group: funding
-- access: public
create table core.fund_contribution (
    fund_contribution_id varchar not null,
    fund_id              varchar not null,
    contributor_name     varchar not null,
    contributor_fund_id  varchar,
    contribution_date    date not null,
    committed_cny        decimal(18, 2) not null,
    called_cny           decimal(18, 2),
    call_due_date        date,
    paid_in_cny          decimal(18, 2) not null,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_contribution_id)
);
comment on table core.fund_contribution is 'Money promised, called and paid to a fund, side by side: one row per fund, contributor and day, from the newest file that has it. Money promised or called is never counted as paid.';
comment on column core.fund_contribution.fund_contribution_id is 'Fund, contributor and day.';
comment on column core.fund_contribution.is_synthetic is 'True where it is invented sample data.';
comment on column core.fund_contribution.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund_contribution.submission_id is 'File that it comes from.';
comment on column core.fund_contribution.source_sheet is 'Sheet of that file.';
comment on column core.fund_contribution.source_row is 'Row of that sheet.';
comment on column core.fund_contribution.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
