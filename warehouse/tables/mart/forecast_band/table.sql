-- group: measurement
-- access: public
create table mart.forecast_band (
    forecast_id    varchar not null,
    level_share    decimal(19, 6) not null,
    low            decimal(19, 6),
    high           decimal(19, 6),
    promised_share decimal(19, 6),
    measured_share decimal(19, 6),
    measured_count integer not null,
    needed_count   integer not null,
    reason         varchar,
    primary key (forecast_id, level_share)
);
comment on table mart.forecast_band is 'Band around a forecast: so many of the past errors were no larger. 中文：预测区间：由历史误差分位得出';
comment on column mart.forecast_band.forecast_id is 'The forecast. 中文：预测标识';
comment on column mart.forecast_band.level_share is 'Level: 0.5, 0.8 or 0.95. 中文：置信水平';
comment on column mart.forecast_band.low is 'Lower end. 中文：下限';
comment on column mart.forecast_band.high is 'Upper end. 中文：上限';
comment on column mart.forecast_band.promised_share is 'Coverage k/(n+1) on exchangeable errors. 中文：理论覆盖率 k/(n+1)';
comment on column mart.forecast_band.measured_share is 'Coverage of the bands that the model gave before. 中文：历史实测覆盖率';
comment on column mart.forecast_band.measured_count is 'Bands that this counts. 中文：实测区间数';
comment on column mart.forecast_band.needed_count is 'Past errors that this level needs. 中文：所需历史误差个数';
comment on column mart.forecast_band.reason is 'Why there is no band. 中文：无区间的原因';
