-- group: funding
-- access: public
create table core.bank_credit (
    bank_credit_id     varchar not null,
    bank_name          varchar not null,
    enterprise_id      varchar not null,
    report_quarter     varchar not null,
    credit_line_cny    decimal(38, 2),
    loan_balance_cny   decimal(38, 2),
    new_loans_ytd_cny  decimal(38, 2),
    mean_rate          decimal(19, 6),
    is_newest          boolean not null,
    is_synthetic       boolean not null,
    is_flagged         boolean not null default false,
    submission_id      varchar not null,
    source_sheet       varchar not null,
    source_row         integer not null,
    sheet_id           varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (bank_credit_id)
);
comment on table core.bank_credit is 'Credit of a bank to an enterprise at the end of a quarter, from the newest file. Balances are not flows: quarters are not added up. 中文：金融机构信贷（季末数，各季不可相加）';
comment on column core.bank_credit.bank_credit_id is 'Bank, enterprise and quarter. 中文：标识';
comment on column core.bank_credit.bank_name is 'Bank. 中文：金融机构';
comment on column core.bank_credit.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.bank_credit.report_quarter is 'Quarter: 2016-Q1. 中文：季度';
comment on column core.bank_credit.credit_line_cny is 'Credit line (yuan). 中文：授信额度（元）';
comment on column core.bank_credit.loan_balance_cny is 'Loans outstanding (yuan) at the end of the quarter. 中文：贷款余额（元），季末数';
comment on column core.bank_credit.new_loans_ytd_cny is 'New loans since January (yuan). 中文：本年新增贷款（元）';
comment on column core.bank_credit.mean_rate is 'Mean interest rate a year (0.05 is 5 %). 中文：平均利率（年）';
comment on column core.bank_credit.is_newest is 'True for the newest quarter of this bank and enterprise. 中文：是否为该行该企业最新一季';
comment on column core.bank_credit.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.bank_credit.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.bank_credit.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.bank_credit.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.bank_credit.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.bank_credit.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
