-- group: funding
-- access: public
create table mart.fund_covenant_measured (
    fund_covenant_measured_id varchar not null,
    fund_id                   varchar not null,
    fund_covenant_id          varchar not null,
    covenant_kind             varchar not null,
    comparison                varchar not null,
    threshold                 decimal(19, 6) not null,
    covenant_unit             varchar not null,
    measured_date             date not null,
    part_low_cny              decimal(38, 2),
    part_high_cny             decimal(38, 2),
    whole_cny                 decimal(38, 2),
    low                       decimal(19, 6),
    high                      decimal(19, 6),
    is_met                    boolean,
    reported_value            decimal(19, 6),
    is_met_as_reported        boolean,
    difference                decimal(19, 6),
    differs                   boolean not null,
    reason                    varchar,
    rule_set_version_id       varchar not null,
    is_flagged                boolean not null,
    is_synthetic              boolean not null,
    primary key (fund_covenant_measured_id)
);
comment on table mart.fund_covenant_measured is 'Covenants of funds as measured from reported flows, beside the value that the fund reports. 中文：基金约束条款按申报流水测算，与基金报送值并列';
comment on column mart.fund_covenant_measured.fund_covenant_measured_id is 'Fund and covenant. 中文：标识';
comment on column mart.fund_covenant_measured.fund_id is 'The fund. 中文：基金标识';
comment on column mart.fund_covenant_measured.fund_covenant_id is 'The newest report of the fund on it. 中文：基金最新报送的条款标识';
comment on column mart.fund_covenant_measured.covenant_kind is 'What was agreed. 中文：约束条款';
comment on column mart.fund_covenant_measured.comparison is 'Whether the threshold is a least or a most. 中文：约束方向';
comment on column mart.fund_covenant_measured.threshold is 'Threshold, in `covenant_unit`. 中文：约定值';
comment on column mart.fund_covenant_measured.covenant_unit is 'Unit of all values of the row. 中文：计量单位';
comment on column mart.fund_covenant_measured.measured_date is 'Day of the report: flows up to it count. 中文：测算日期';
comment on column mart.fund_covenant_measured.part_low_cny is 'Money that counts for `low` (yuan); null for years and for shares of equity. 中文：测算下限的分子（元）；年限、持股比例为空';
comment on column mart.fund_covenant_measured.part_high_cny is 'The same for `high`. 中文：测算上限的分子（元）';
comment on column mart.fund_covenant_measured.whole_cny is 'What both are divided by (yuan). 中文：分母（元）';
comment on column mart.fund_covenant_measured.low is 'Measured, where nothing of unknown place or field counts; null see `reason`. 中文：测算下限（不明部分不计入）';
comment on column mart.fund_covenant_measured.high is 'Measured, where all of it counts. 中文：测算上限（不明部分全部计入）';
comment on column mart.fund_covenant_measured.is_met is 'True where even the worse end meets the threshold; null if not measured. 中文：较差一端是否达到约定';
comment on column mart.fund_covenant_measured.reported_value is 'Value that the fund reports. 中文：基金报送值';
comment on column mart.fund_covenant_measured.is_met_as_reported is 'Whether that meets the threshold. 中文：按报送值是否达到';
comment on column mart.fund_covenant_measured.difference is 'How far the reported value lies outside the measured range; 0 inside. 中文：报送值超出测算区间的差额，区间内为 0';
comment on column mart.fund_covenant_measured.differs is 'True where that is more than the rule set tolerates. 中文：差额是否超出容差';
comment on column mart.fund_covenant_measured.reason is 'Why it was not measured. 中文：未测算原因';
comment on column mart.fund_covenant_measured.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.fund_covenant_measured.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.fund_covenant_measured.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
