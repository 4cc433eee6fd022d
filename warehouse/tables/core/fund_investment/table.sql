-- group: funding
-- access: public
create table core.fund_investment (
    fund_investment_id varchar not null,
    fund_id            varchar not null,
    credit_code        varchar not null,
    enterprise_id      varchar,
    enterprise_name    varchar,
    round              varchar,
    investment_date    date not null,
    amount_cny         decimal(18, 2) not null,
    equity_share       decimal(19, 6),
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_investment_id)
);
comment on table core.fund_investment is 'Money that a fund put into an enterprise: one row per fund, enterprise, round and day, from the newest file that has it.';
comment on column core.fund_investment.fund_investment_id is 'Fund, enterprise, round and day.';
comment on column core.fund_investment.enterprise_id is 'The enterprise, where the register of key enterprises has it.';
comment on column core.fund_investment.is_synthetic is 'True where it is invented sample data.';
comment on column core.fund_investment.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.fund_investment.submission_id is 'File that it comes from.';
comment on column core.fund_investment.source_sheet is 'Sheet of that file.';
comment on column core.fund_investment.source_row is 'Row of that sheet.';
comment on column core.fund_investment.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
