-- group: measurement
-- access: public
create table mart.target_progress (
    target_progress_id     varchar not null,
    target_id              varchar not null,
    period                 varchar not null,
    is_synthetic           boolean not null,
    numerator_vintage_id   varchar,
    denominator_vintage_id varchar,
    is_default             boolean not null,
    is_newest              boolean not null,
    ordinal                integer not null,
    unit                   varchar not null,
    actual                 decimal(19, 6),
    actual_period          varchar,
    actual_level           decimal(19, 6),
    is_at_least            boolean not null,
    undated_count          integer not null,
    paid_in                decimal(19, 6),
    target_value           decimal(19, 6),
    target_value_high      decimal(19, 6),
    target_level           decimal(19, 6),
    baseline               decimal(19, 6),
    baseline_vintage_id    varchar,
    path_start             decimal(19, 6),
    curve                  varchar,
    due_share              decimal(19, 6),
    last_year_share        decimal(19, 6),
    path                   decimal(19, 6),
    gap_to_path            decimal(19, 6),
    gap_to_target          decimal(19, 6),
    required_per_month     decimal(19, 6),
    required_per_month_high decimal(19, 6),
    required_rate          decimal(19, 6),
    attainment             decimal(19, 6),
    months_left            integer not null,
    status                 varchar,
    reason                 varchar,
    holds_in_all_vintages  boolean,
    vintage_spread         decimal(19, 6),
    is_mixed_vintage       boolean not null,
    is_preliminary         boolean not null,
    is_above_range         boolean not null,
    is_carried_over        boolean not null,
    later_target_id        varchar,
    rule_set               varchar not null,
    text_zh                varchar not null,
    text_en                varchar not null,
    primary key (target_progress_id)
);
comment on table mart.target_progress is 'Where a target stands by the end of a month: actual, path, gaps, what is needed from then on, and a status by a rule set. Real and synthetic rows stand side by side and are never added. 中文：目标进展：各月末的实际值、时间进度、差距、此后所需及判定';
comment on column mart.target_progress.target_progress_id is 'Target, month, kind and pair of vintages. 中文：标识';
comment on column mart.target_progress.target_id is 'The target. 中文：目标标识';
comment on column mart.target_progress.period is 'Month by whose end it is judged: 2016-09. 中文：判定月份';
comment on column mart.target_progress.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.target_progress.numerator_vintage_id is 'Vintage of the value or numerator. 中文：数值或分子的版本';
comment on column mart.target_progress.denominator_vintage_id is 'Vintage of the denominator. 中文：分母的版本';
comment on column mart.target_progress.is_default is 'True for the pair of first releases, else the newest. 中文：是否为默认版本对';
comment on column mart.target_progress.is_newest is 'True for the newest month; lists have only these unless they select by `period` or this field. 中文：是否为最新一期；未按期间筛选只含最新一期';
comment on column mart.target_progress.ordinal is 'Real before synthetic, default pair first. 中文：真实在前，默认版本在前';
comment on column mart.target_progress.unit is 'Unit of actual, target, path and gaps. 中文：单位';
comment on column mart.target_progress.actual is 'Level, or what is new since the baseline. 中文：实际值（水平或新增）';
comment on column mart.target_progress.actual_period is 'Period of the actual. 中文：实际值所属期间';
comment on column mart.target_progress.actual_level is 'Of a change in points: the share, %. 中文：占比（%）';
comment on column mart.target_progress.is_at_least is 'True if the register is incomplete: never behind. 中文：是否仅为下限（名录不全）';
comment on column mart.target_progress.undated_count is 'Rows without a day. 中文：未注明日期的条数';
comment on column mart.target_progress.paid_in is 'Of committed money: paid in. 中文：其中实缴（亿元）';
comment on column mart.target_progress.target_value is 'Promised value, or lower end of a range. 中文：目标值或下限';
comment on column mart.target_progress.target_value_high is 'Upper end of a range. 中文：上限';
comment on column mart.target_progress.target_level is 'Value to reach, baseline included. 中文：须达到的水平';
comment on column mart.target_progress.baseline is 'Baseline in these vintages, else the plan''s. 中文：同一版本的基期值，无则取方案';
comment on column mart.target_progress.baseline_vintage_id is 'Its vintages; null for the plan''s. 中文：基期值版本';
comment on column mart.target_progress.path_start is 'Where the path starts: the baseline, 0 for what is new. 中文：路径起点';
comment on column mart.target_progress.due_share is 'Part of the way that is due. 中文：时间进度';
comment on column mart.target_progress.curve is 'What the path follows. 中文：进度依据';
comment on column mart.target_progress.last_year_share is 'Part of the way that last year had gone by then; of growth: part of its level. 中文：上年同期占上年全年的比重';
comment on column mart.target_progress.required_rate is 'Of growth: rate that the rest of the year needs, %. 中文：增速目标：余下月份所需增速（%）';
comment on column mart.target_progress.path is 'Required by the end of the actual''s period. 中文：按进度应达值';
comment on column mart.target_progress.gap_to_path is 'Actual less path. 中文：与进度之差';
comment on column mart.target_progress.gap_to_target is 'Actual less target. 中文：与目标之差';
comment on column mart.target_progress.required_per_month is 'Needed a month from now on. 中文：此后每月所需';
comment on column mart.target_progress.required_per_month_high is 'The same, to the upper end. 中文：达到上限每月所需';
comment on column mart.target_progress.attainment is 'Part of the way done; of growth: of the rate. 中文：完成程度';
comment on column mart.target_progress.months_left is 'Months to the deadline. 中文：剩余月数';
comment on column mart.target_progress.status is 'Null without a path before the deadline, and for mixed vintages. 中文：判定结果';
comment on column mart.target_progress.reason is 'Why actual or status is missing. 中文：缺失原因';
comment on column mart.target_progress.holds_in_all_vintages is 'True if all vintages give this answer. 中文：各版本结论是否一致';
comment on column mart.target_progress.vintage_spread is 'Spread of the actuals over vintages. 中文：各版本实际值之差';
comment on column mart.target_progress.is_mixed_vintage is 'True if the vintages differ: no status. 中文：分子分母版本是否不同';
comment on column mart.target_progress.is_preliminary is 'True if the deciding vintage is not final. 中文：是否为初步数';
comment on column mart.target_progress.is_above_range is 'True above a range. 中文：是否超出上限';
comment on column mart.target_progress.is_carried_over is 'True where a later document sets it again. 中文：是否结转';
comment on column mart.target_progress.later_target_id is 'Later target that repeats, replaces or carries it over. 中文：后来的同一目标';
comment on column mart.target_progress.rule_set is 'Rule set and version. 中文：规则集及版本';
comment on column mart.target_progress.text_zh is 'As a sentence, Chinese. 中文：说明（中文）';
comment on column mart.target_progress.text_en is 'As a sentence, English. 中文：说明（英文）';
