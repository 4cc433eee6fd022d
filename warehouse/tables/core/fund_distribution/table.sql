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
comment on table core.fund_distribution is 'Money that a fund gave back to its contributors: one row per fund, enterprise, kind and day. 中文：基金分配与退出';
comment on column core.fund_distribution.fund_distribution_id is 'Fund, enterprise, kind and day. 中文：标识';
comment on column core.fund_distribution.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund_distribution.distribution_date is 'Date of the payment. 中文：分配日期';
comment on column core.fund_distribution.distribution_kind is 'How the money was made. 中文：分配方式';
comment on column core.fund_distribution.credit_code is 'Credit code of the source enterprise; null if there is no single one. 中文：统一社会信用代码，不属某一企业为空';
comment on column core.fund_distribution.enterprise_id is 'That enterprise, where the register of key enterprises has it. 中文：企业标识';
comment on column core.fund_distribution.enterprise_name is 'Name of the source enterprise, as the fund writes it. 中文：来源企业，原文';
comment on column core.fund_distribution.amount_cny is 'Amount distributed (yuan). 中文：分配金额（元）';
comment on column core.fund_distribution.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.fund_distribution.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund_distribution.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.fund_distribution.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund_distribution.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund_distribution.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
