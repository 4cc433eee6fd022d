-- group: funding
-- access: public
create table core.fund_covenant (
    fund_covenant_id varchar not null,
    fund_id          varchar not null,
    covenant_kind    varchar not null,
    comparison       varchar not null,
    threshold        decimal(19, 6) not null,
    measured_value   decimal(19, 6),
    covenant_unit    varchar not null,
    measured_date    date not null,
    is_met           boolean,
    is_latest        boolean not null,
    is_synthetic     boolean not null,
    is_flagged       boolean not null default false,
    submission_id    varchar not null,
    source_sheet     varchar not null,
    source_row       integer not null,
    sheet_id         varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (fund_covenant_id)
);
comment on table core.fund_covenant is 'A covenant of a fund: its threshold and the value measured on a day. Thresholds are agreed fund by fund. 中文：基金约束条款及执行情况';
comment on column core.fund_covenant.fund_covenant_id is 'Fund, covenant and day. 中文：标识';
comment on column core.fund_covenant.fund_id is 'Code of the fund, the same over time. 中文：基金代码，固定不变';
comment on column core.fund_covenant.covenant_kind is 'Subject of the covenant. 中文：约束条款';
comment on column core.fund_covenant.comparison is 'How the measured value has to lie to the threshold, at least or at most. 中文：约束方向';
comment on column core.fund_covenant.threshold is 'Threshold, in `covenant_unit`. 中文：约定值，单位见 `covenant_unit`';
comment on column core.fund_covenant.measured_value is 'Measured value, null where nothing was measured; in `covenant_unit`. 中文：实际值，未测算为空，单位见 `covenant_unit`';
comment on column core.fund_covenant.covenant_unit is 'Unit of threshold and measured value. 中文：计量单位';
comment on column core.fund_covenant.measured_date is 'Date of the measurement. 中文：测算日期';
comment on column core.fund_covenant.is_met is 'Whether the measured value meets the covenant; a value equal to the threshold does. Null if not measured. 中文：是否达标，等于阈值即达标，未测算为空';
comment on column core.fund_covenant.is_latest is 'True for the newest measurement of that covenant of the fund. 中文：是否最新';
comment on column core.fund_covenant.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.fund_covenant.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.fund_covenant.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.fund_covenant.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.fund_covenant.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.fund_covenant.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
