-- group: measurement
-- access: closed
create table mart.target_actual (
    target_id              varchar not null,
    period                 varchar not null,
    period_end_date        date not null,
    is_synthetic           boolean not null,
    numerator_vintage_id   varchar not null,
    denominator_vintage_id varchar not null,
    is_default             boolean not null,
    is_mixed_vintage       boolean not null,
    is_preliminary         boolean not null,
    value                  decimal(19, 6),
    value_period           varchar,
    value_date             date,
    baseline_value         decimal(19, 6),
    is_baseline_measured   boolean not null,
    undated_count          integer not null,
    paid_in                decimal(19, 6),
    last_year_share        decimal(19, 6),
    primary key (target_id, period, is_synthetic, numerator_vintage_id, denominator_vintage_id)
);
comment on table mart.target_actual is 'What the rows that exist say of a target''s indicator by the end of each month, before it is judged: the input of mart.target_progress. 中文：目标指标各月末的实际值（判定前），mart.target_progress 的输入';
comment on column mart.target_actual.target_id is 'The target. 中文：目标标识';
comment on column mart.target_actual.period is 'Month: 2016-09. 中文：月份';
comment on column mart.target_actual.period_end_date is 'Last day of that month. 中文：月末日期';
comment on column mart.target_actual.is_synthetic is 'True where it rests on generated sample data alone. 中文：是否为合成样本数据';
comment on column mart.target_actual.numerator_vintage_id is 'Vintage of the value, or of its numerator; empty where it is counted from registers. 中文：分子（或数值）数据版本，取自名录为空串';
comment on column mart.target_actual.denominator_vintage_id is 'Vintage of the denominator; empty without one. 中文：分母数据版本，无则为空串';
comment on column mart.target_actual.is_default is 'True for the pair of first releases, else for the newest pair. 中文：是否为默认版本对（首次公布）';
comment on column mart.target_actual.is_mixed_vintage is 'True where the two vintages differ. 中文：分子分母版本是否不同';
comment on column mart.target_actual.is_preliminary is 'True where one of the two vintages is not final. 中文：是否为初步数';
comment on column mart.target_actual.value is 'Per cent for a share, else in the unit of the target; null where nothing says it. 中文：数值：占比为百分数，其余按目标单位';
comment on column mart.target_actual.value_period is 'Period of the value: the newest one not after the month. 中文：数值所属期间';
comment on column mart.target_actual.value_date is 'Last day of that period. 中文：数值期末日期';
comment on column mart.target_actual.baseline_value is 'Baseline in the same pair of vintages, else as declared. 中文：同一版本对的基期值，无则取方案所载';
comment on column mart.target_actual.is_baseline_measured is 'True where the baseline is of the same pair of vintages. 中文：基期值是否取自同一版本对';
comment on column mart.target_actual.undated_count is 'Rows of the register that carry no day and are not counted. 中文：未注明日期而未计入的条数';
comment on column mart.target_actual.paid_in is 'Of committed money: paid in by then, 100 million yuan. 中文：其中实缴（亿元）';
comment on column mart.target_actual.last_year_share is 'Last year''s progress by the same month over its whole: of a target of at most a year, and of the level behind a growth rate. 中文：上年同期进展占上年全年的比重';
