-- group: funding
-- access: public
create table core.direct_equity (
    direct_equity_id   varchar not null,
    credit_code        varchar not null,
    enterprise_id      varchar,
    enterprise_name    varchar,
    investor_name      varchar not null,
    decision_date      date,
    agreed_cny         decimal(38, 2),
    payment_date       date not null,
    paid_cny           decimal(38, 2) not null,
    equity_share       decimal(19, 6),
    exit_date          date,
    exit_amount_cny    decimal(38, 2),
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (direct_equity_id)
);
comment on table core.direct_equity is 'Money that a public investor put into an enterprise outside funds: one row per enterprise, investor and day, from the newest file. 中文：直接股权投资（不经基金）';
comment on column core.direct_equity.direct_equity_id is 'Enterprise, investor and day. 中文：标识';
comment on column core.direct_equity.credit_code is 'Unified social credit code of the enterprise. 中文：统一社会信用代码';
comment on column core.direct_equity.enterprise_id is 'The enterprise, where the register of key enterprises has it. 中文：企业标识';
comment on column core.direct_equity.enterprise_name is 'Name of the enterprise, as the investor writes it. 中文：被投企业，原文';
comment on column core.direct_equity.investor_name is 'Investor. 中文：出资主体';
comment on column core.direct_equity.decision_date is 'Day of the decision. 中文：决策日期';
comment on column core.direct_equity.agreed_cny is 'Amount agreed (yuan). 中文：协议金额（元）';
comment on column core.direct_equity.payment_date is 'Date of payment. 中文：出资日期';
comment on column core.direct_equity.paid_cny is 'Amount paid (yuan). 中文：实际出资（元）';
comment on column core.direct_equity.equity_share is 'Share of equity bought (0 to 1), null if not reported. 中文：持股比例（0 至 1），未填为空';
comment on column core.direct_equity.exit_date is 'Date of the exit. 中文：退出日期';
comment on column core.direct_equity.exit_amount_cny is 'Amount got back (yuan). 中文：退出金额（元）';
comment on column core.direct_equity.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.direct_equity.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.direct_equity.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.direct_equity.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.direct_equity.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.direct_equity.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
