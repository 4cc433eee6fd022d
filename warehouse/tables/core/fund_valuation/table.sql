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
comment on table core.fund_valuation is 'Net asset value of a fund at a date, from the newest file that has it. Ratios use the newest date alone. 中文：基金估值，绩效只用最新一期';
comment on column core.fund_valuation.fund_valuation_id is 'Fund and day. 中文：标识';
comment on column core.fund_valuation.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund_valuation.valuation_date is 'Date of the valuation. 中文：估值日期';
comment on column core.fund_valuation.nav_cny is 'Net asset value (yuan), 0 where the fund is wound up. 中文：净资产（元），已清算为 0';
comment on column core.fund_valuation.is_latest is 'True for the newest valuation of the fund: the one that RVPI, TVPI and IRR use. 中文：是否最新';
comment on column core.fund_valuation.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.fund_valuation.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund_valuation.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.fund_valuation.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund_valuation.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund_valuation.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
