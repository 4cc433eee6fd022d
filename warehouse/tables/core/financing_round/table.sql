-- group: enterprise
-- access: public
create table core.financing_round (
    financing_round_id varchar not null,
    enterprise_id varchar not null,
    round varchar,
    financing_date date not null,
    amount_cny decimal(38, 2) not null,
    investor_kind varchar,
    financing_kind varchar,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (financing_round_id)
);
comment on table core.financing_round is 'Financing of enterprises, by round and date, from the newest file. Payments by funds of the programme are in core.fund_investment and may be part of a round: the two must not be added. 中文：企业融资，可能含基金投资，两者不可相加';
comment on column core.financing_round.financing_round_id is 'Enterprise, round and date. 中文：标识';
comment on column core.financing_round.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column core.financing_round.round is 'Round, null if not reported. 中文：融资轮次，未填为空';
comment on column core.financing_round.financing_date is 'Date of the round. 中文：融资日期';
comment on column core.financing_round.amount_cny is 'Money raised in the round (yuan). 中文：融资金额（元）';
comment on column core.financing_round.investor_kind is 'Kind of investor, null if not reported. 中文：投资方类型，未填为空';
comment on column core.financing_round.financing_kind is 'Kind of financing, null if not reported. 中文：融资方式，未填为空';
comment on column core.financing_round.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.financing_round.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.financing_round.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.financing_round.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.financing_round.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.financing_round.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
