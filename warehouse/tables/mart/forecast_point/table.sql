-- group: measurement
-- access: closed
create table mart.forecast_point (
    indicator_id      varchar not null,
    region_code       varchar not null,
    is_synthetic      boolean not null,
    vintage_id        varchar not null,
    vintage_ordinal   integer not null,
    period            varchar not null,
    quarter           integer not null,
    known_date        date not null,
    submission_number bigint not null,
    value             decimal(19, 6) not null,
    is_imputed        boolean not null,
    is_break          boolean not null,
    primary key (indicator_id, region_code, is_synthetic, vintage_id, quarter, submission_number)
);
comment on table mart.forecast_point is 'Quarters that forecasts rest on, each version with the day from which it was known: the input of mart.forecast and its back-test. 中文：预测所依据的季度值，注明各版本自何日起可知';
comment on column mart.forecast_point.indicator_id is 'Indicator: sei_value_added or gdp. 中文：指标标识';
comment on column mart.forecast_point.region_code is 'Region. 中文：地区代码';
comment on column mart.forecast_point.is_synthetic is 'True where it is generated sample data. 中文：是否为合成样本数据';
comment on column mart.forecast_point.vintage_id is 'Release of the figure. 中文：数据版本';
comment on column mart.forecast_point.vintage_ordinal is 'A higher one replaces a lower one. 中文：版本次序，数大者替代数小者';
comment on column mart.forecast_point.period is 'Quarter: 2016-Q3. 中文：季度';
comment on column mart.forecast_point.quarter is 'The same as a number: four times the year, plus 0 to 3. 中文：季度序号';
comment on column mart.forecast_point.known_date is 'Day of the release; where unknown, the day on which we received it. 中文：发布日期，不详则为收到日期';
comment on column mart.forecast_point.submission_number is 'Order of arrival of its file. 中文：文件到达序号';
comment on column mart.forecast_point.value is 'Value, 100 million yuan. 中文：数值（亿元）';
comment on column mart.forecast_point.is_imputed is 'True for an estimate made before or instead of a count. 中文：是否为预计数';
comment on column mart.forecast_point.is_break is 'True where the value is unlike its own series and nobody has accepted it. 中文：是否与序列明显不符且未经认可';
