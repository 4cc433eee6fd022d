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
comment on table core.fund_investment is 'Money that a fund put into an enterprise: one row per fund, enterprise, round and day, from the newest file that has it. 中文：基金投资';
comment on column core.fund_investment.fund_investment_id is 'Fund, enterprise, round and day. 中文：标识';
comment on column core.fund_investment.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund_investment.credit_code is 'Unified social credit code of the enterprise. 中文：统一社会信用代码';
comment on column core.fund_investment.enterprise_id is 'The enterprise, where the register of key enterprises has it. 中文：企业标识';
comment on column core.fund_investment.enterprise_name is 'Name of the enterprise, as the fund writes it. 中文：被投企业，原文';
comment on column core.fund_investment.round is 'Round, null if not reported. 中文：投资轮次，未填为空';
comment on column core.fund_investment.investment_date is 'Date of payment. 中文：投资日期';
comment on column core.fund_investment.amount_cny is 'Amount invested (yuan). 中文：投资金额（元）';
comment on column core.fund_investment.equity_share is 'Share of equity bought (0 to 1); null if not reported. 中文：持股比例（0 至 1），未填为空';
comment on column core.fund_investment.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.fund_investment.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund_investment.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.fund_investment.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund_investment.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund_investment.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
