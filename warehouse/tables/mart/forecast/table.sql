-- group: measurement
-- access: public
create table mart.forecast (
    forecast_id            varchar not null,
    target_id              varchar not null,
    period                 varchar not null,
    is_synthetic           boolean not null,
    numerator_vintage_id   varchar,
    denominator_vintage_id varchar,
    is_default             boolean not null,
    is_newest              boolean not null,
    ordinal                integer not null,
    unit                   varchar not null,
    known_period           varchar,
    point_count            integer,
    horizon                integer,
    model                  varchar,
    error_count            integer,
    met_count              integer,
    median_level           decimal(19, 6),
    baseline               decimal(19, 6),
    median                 decimal(19, 6),
    seasonal_naive         decimal(19, 6),
    probability_low        decimal(19, 6),
    probability            decimal(19, 6),
    probability_high       decimal(19, 6),
    reason                 varchar,
    rule_set               varchar not null,
    primary key (forecast_id)
);
comment on table mart.forecast is 'What the deadline of a target will bring, as known by the end of a month, and how likely the target is met. Never a measured value. 中文：目标预测：按各月末已知数据，预计到期结果及达标概率；预测值不入实际序列';
comment on column mart.forecast.forecast_id is 'The row of mart.target_progress. 中文：标识，与目标进展一致';
comment on column mart.forecast.target_id is 'The target. 中文：目标标识';
comment on column mart.forecast.period is 'Month by whose end all of it was known: 2016-10. 中文：预测月份（月末已知）';
comment on column mart.forecast.is_synthetic is 'True where it rests on invented sample data. 中文：是否为合成样本数据';
comment on column mart.forecast.numerator_vintage_id is 'Vintage of the value or numerator. 中文：数值或分子的版本';
comment on column mart.forecast.denominator_vintage_id is 'Vintage of the denominator. 中文：分母的版本';
comment on column mart.forecast.is_default is 'True for the pair of first releases, else the newest. 中文：是否为默认版本对';
comment on column mart.forecast.is_newest is 'True for the newest month; lists have only these unless they select by `period` or this field. 中文：是否为最新一期；未按期间筛选只含最新一期';
comment on column mart.forecast.ordinal is 'Real before synthetic, default pair first. 中文：真实在前，默认版本在前';
comment on column mart.forecast.unit is 'Unit of the median, naive and bands. 中文：单位';
comment on column mart.forecast.known_period is 'Newest quarter known then. 中文：当时已知的最新季度';
comment on column mart.forecast.point_count is 'Quarters known then. 中文：当时已知的季度数';
comment on column mart.forecast.horizon is 'Quarters from there to the deadline. 中文：距到期季度数';
comment on column mart.forecast.model is 'Model with the smallest past error at this horizon; of a count: negative binomial. 中文：所选模型（同提前期历史误差最小）';
comment on column mart.forecast.error_count is 'Past errors of the model known then, at this horizon; years that overlap are not independent. 中文：当时已知的同期历史误差个数（年度重叠，并非独立）';
comment on column mart.forecast.met_count is 'Of these, errors with which the target is met. 中文：其中加上误差后达标的个数';
comment on column mart.forecast.median_level is 'Figure of the year of the deadline. 中文：到期年份的预测水平';
comment on column mart.forecast.baseline is 'Of a change in points: the baseline as known then. 中文：当时已知的基期值（百分点目标）';
comment on column mart.forecast.median is 'Forecast for the deadline, in the sense of the target. 中文：到期预测值（中位数）';
comment on column mart.forecast.seasonal_naive is 'The same by last year''s quarters. 中文：季节性朴素预测';
comment on column mart.forecast.probability_low is 'Lower bound of the probability. 中文：达标概率下限';
comment on column mart.forecast.probability is 'Probability that the target is met. 中文：达标概率';
comment on column mart.forecast.probability_high is 'Upper bound. 中文：达标概率上限';
comment on column mart.forecast.reason is 'Why there is no probability. 中文：无达标概率的原因';
comment on column mart.forecast.rule_set is 'Rule set and version. 中文：规则集及版本';
