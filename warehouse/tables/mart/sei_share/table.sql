-- group: measurement
-- access: public
create table mart.sei_share (
    region_code          varchar not null,
    period               varchar not null,
    numerator_vintage_id varchar not null,
    denominator_vintage_id varchar not null,
    sei_value_added      decimal(19, 6) not null,
    gdp                  decimal(19, 6) not null,
    sei_share            decimal(19, 6) not null,
    is_mixed_vintage     boolean not null,
    is_in_force          boolean not null,
    period_kind          varchar not null,
    period_end_date      date not null,
    is_synthetic         boolean not null,
    primary key (region_code, period, is_synthetic, numerator_vintage_id, denominator_vintage_id)
);
comment on table mart.sei_share is 'Share of strategic emerging industries in GDP, for every pair of vintages whose numerator can be part of the denominator, with both vintages. 中文：战略性新兴产业增加值占 GDP 比重，注明分子、分母所用数据版本';
comment on column mart.sei_share.region_code is 'Region. 中文：地区代码';
comment on column mart.sei_share.period is 'Year, or the month up to which the quarters of the year so far are added: 2016-09. 中文：年度，或本年累计至该月';
comment on column mart.sei_share.numerator_vintage_id is 'Vintage of the value added of strategic emerging industries. 中文：分子数据版本';
comment on column mart.sei_share.denominator_vintage_id is 'Vintage of GDP. 中文：分母数据版本';
comment on column mart.sei_share.sei_value_added is 'Numerator, 100 million yuan. 中文：增加值（亿元）';
comment on column mart.sei_share.gdp is 'Denominator, 100 million yuan. 中文：地区生产总值（亿元）';
comment on column mart.sei_share.sei_share is 'Numerator over denominator, 0 to 1. 中文：占比（0 至 1）';
comment on column mart.sei_share.is_mixed_vintage is 'True where the two figures come from different vintages: the share moves with the vintage alone. 中文：分子分母版本是否不同';
comment on column mart.sei_share.is_in_force is 'True for one row of a region, period and kind (real or synthetic): the newest vintage of the value added and the newest of GDP that it is a part of. 中文：是否为现行值（分子分母均取可用的最新版本）';
comment on column mart.sei_share.period_kind is 'How much of the calendar it covers: year, or ytd: January to that month, the sum of the quarters of one vintage. 中文：期间类别：全年，或本年累计（同一版本各季度之和）';
comment on column mart.sei_share.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.sei_share.is_synthetic is 'True where both figures are generated sample data; a real figure is never paired with one. 中文：是否为合成样本数据，与真实数据不配对';
