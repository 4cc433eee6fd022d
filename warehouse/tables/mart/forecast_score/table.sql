-- group: measurement
-- access: public
create table mart.forecast_score (
    forecast_score_id          varchar not null,
    indicator_id               varchar not null,
    region_code                varchar not null,
    is_synthetic               boolean not null,
    vintage_id                 varchar not null,
    model                      varchar not null,
    horizon                    integer not null,
    truth                      varchar not null,
    level_share                decimal(19, 6) not null,
    error_count                integer not null,
    mean_absolute_scaled_error decimal(19, 6),
    ratio_to_naive             decimal(19, 6),
    bias                       decimal(19, 6) not null,
    weighted_interval_score    decimal(19, 6),
    ranked_probability_score   decimal(19, 6),
    band_count                 integer not null,
    hit_count                  integer not null,
    coverage_share             decimal(19, 6),
    coverage_low               decimal(19, 6),
    coverage_high              decimal(19, 6),
    rule_set                   varchar not null,
    primary key (forecast_score_id)
);
comment on table mart.forecast_score is 'Back-test: how good the forecasts of a model have been, from what was known on each day, for four quarters. 中文：预测回测：各模型按当时已知数据预测四个季度的历史表现';
comment on column mart.forecast_score.forecast_score_id is 'Series, model, horizon, truth and level. 中文：标识';
comment on column mart.forecast_score.indicator_id is 'Indicator. 中文：指标标识';
comment on column mart.forecast_score.region_code is 'Region. 中文：地区代码';
comment on column mart.forecast_score.is_synthetic is 'True where it rests on invented sample data. 中文：是否为合成样本数据';
comment on column mart.forecast_score.vintage_id is 'Vintage of both sides. 中文：数据版本';
comment on column mart.forecast_score.model is 'Model. 中文：模型';
comment on column mart.forecast_score.horizon is 'Quarters ahead. 中文：提前季度数';
comment on column mart.forecast_score.truth is 'Truth: first release, or newest vintage. 中文：对照的实际值：首次公布或最新版本';
comment on column mart.forecast_score.level_share is 'Level of the band, for coverage alone. 中文：区间水平（仅覆盖率）';
comment on column mart.forecast_score.error_count is 'Forecasts compared. 中文：参与比较的预测数';
comment on column mart.forecast_score.mean_absolute_scaled_error is 'MASE. 中文：平均绝对标度误差';
comment on column mart.forecast_score.ratio_to_naive is 'Mean absolute error over that of the seasonal naive. 中文：与季节性朴素预测误差之比';
comment on column mart.forecast_score.bias is 'Mean of actual less forecast. 中文：平均偏差（实际减预测）';
comment on column mart.forecast_score.weighted_interval_score is 'WIS, of the 50 and 80 % bands. 中文：加权区间得分（50%、80%）';
comment on column mart.forecast_score.ranked_probability_score is 'CRPS of draws from past errors. 中文：连续分级概率得分';
comment on column mart.forecast_score.band_count is 'Bands given at the time. 中文：当时给出的区间数';
comment on column mart.forecast_score.hit_count is 'Of these held the truth. 中文：其中命中数';
comment on column mart.forecast_score.coverage_share is 'Hits over bands. 中文：实测覆盖率';
comment on column mart.forecast_score.coverage_low is 'Lower end of its exact 95 % interval. 中文：覆盖率 95% 精确区间下限';
comment on column mart.forecast_score.coverage_high is 'Upper end. 中文：上限';
comment on column mart.forecast_score.rule_set is 'Rule set and version. 中文：规则集及版本';
