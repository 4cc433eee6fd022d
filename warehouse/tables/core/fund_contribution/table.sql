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
comment on table core.fund_contribution is 'Money promised, called and paid to a fund, side by side: one row per fund, contributor and day, from the newest file that has it. Money promised or called is never counted as paid. 中文：基金认缴、出资通知与实缴，认缴与通知不计入实缴';
comment on column core.fund_contribution.fund_contribution_id is 'Fund, contributor and day. 中文：标识';
comment on column core.fund_contribution.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund_contribution.contributor_name is 'Contributor. 中文：出资人';
comment on column core.fund_contribution.contributor_fund_id is 'The contributor, where it is a fund, null where no register has it. 中文：出资基金代码，名录无此基金为空';
comment on column core.fund_contribution.contribution_date is 'Date of the commitment, call or payment. 中文：出资日期';
comment on column core.fund_contribution.committed_cny is 'Amount committed on that day (yuan), 0 where the row has none. 中文：认缴金额（元），本行无认缴为 0';
comment on column core.fund_contribution.called_cny is 'Amount called for on that day (yuan), null where the row is no call; perhaps not paid yet. 中文：通知出资金额（元），非出资通知为空，可能尚未实缴';
comment on column core.fund_contribution.call_due_date is 'Day by which the call is to be paid, null where the row is no call. 中文：缴款截止日期，非出资通知的行为空';
comment on column core.fund_contribution.paid_in_cny is 'Amount paid in on that day (yuan), 0 where the row has none. 中文：实缴金额（元），本行无实缴为 0';
comment on column core.fund_contribution.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.fund_contribution.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund_contribution.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.fund_contribution.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund_contribution.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund_contribution.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
