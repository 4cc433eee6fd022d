-- group: measurement
-- access: closed
create table mart.forecast_error (
    region_code       varchar not null,
    is_synthetic      boolean not null,
    vintage_id        varchar not null,
    indicator_id      varchar not null,
    model             varchar not null,
    origin_date       date not null,
    origin_period     varchar not null,
    horizon           integer not null,
    period            varchar not null,
    forecast          decimal(38, 12) not null,
    actual            decimal(38, 12) not null,
    actual_known_date date not null,
    newest_actual     decimal(38, 12) not null,
    scale             decimal(38, 12),
    rule_set          varchar not null,
    primary key (region_code, is_synthetic, vintage_id, indicator_id, model, origin_date, horizon)
);
comment on table mart.forecast_error is 'Back-test by rolling origin: what each model said on each past day of a release, from what was known then, and what the four quarters up to the period came to. 中文：滚动起点回测：各发布日按当时已知数据所作预测与其后实际值';
comment on column mart.forecast_error.region_code is 'Region. 中文：地区代码';
comment on column mart.forecast_error.is_synthetic is 'True where it rests on generated sample data. 中文：是否为合成样本数据';
comment on column mart.forecast_error.vintage_id is 'Release that both sides of a share are of. 中文：数据版本';
comment on column mart.forecast_error.indicator_id is 'Indicator: sei_share_gdp (per cent) or sei_value_added (100 million yuan), each of four quarters. 中文：指标标识（均为四个季度合计）';
comment on column mart.forecast_error.model is 'seasonal_naive or naive_drift. 中文：模型';
comment on column mart.forecast_error.origin_date is 'Day of the forecast: nothing released later is in it. 中文：预测日，其后发布的数据均未使用';
comment on column mart.forecast_error.origin_period is 'Newest quarter known on that day. 中文：当日已知的最新季度';
comment on column mart.forecast_error.horizon is 'Quarters from there to the period. 中文：提前季度数';
comment on column mart.forecast_error.period is 'Last of the four quarters. 中文：预测期末季度';
comment on column mart.forecast_error.forecast is 'Forecast. 中文：预测值';
comment on column mart.forecast_error.actual is 'Actual, as released first in that vintage. 中文：实际值（首次公布）';
comment on column mart.forecast_error.actual_known_date is 'Day from which the actual was known. 中文：实际值可知之日';
comment on column mart.forecast_error.newest_actual is 'Actual by the newest vintage. 中文：实际值（最新版本）';
comment on column mart.forecast_error.scale is 'Mean absolute change over a year, of what was known at the first origin. 中文：首个起点已知数据的平均年度变化（绝对值）';
comment on column mart.forecast_error.rule_set is 'Rule set and version. 中文：规则集及版本';
