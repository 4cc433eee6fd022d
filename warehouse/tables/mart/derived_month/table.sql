-- group: measurement
-- access: public
create table mart.derived_month (
    derived_month_id        varchar not null,
    indicator_id            varchar not null,
    subject_kind            varchar not null,
    subject_id              varchar not null,
    product_code            varchar not null,
    period                  varchar not null,
    period_end_date         date not null,
    value                   decimal(19, 6),
    unit_stored             varchar,
    vintage_id              varchar not null,
    known_from              timestamp not null,
    ytd_observation_id      varchar not null,
    prior_ytd_observation_id varchar not null,
    is_doubtful             boolean not null,
    is_flagged              boolean not null,
    is_corrected            boolean not null,
    is_synthetic            boolean not null,
    primary key (derived_month_id)
);
comment on table mart.derived_month is 'Months, March to December, of flows for which the sender gave the year to date and no month: the difference of two years to date. Computed here and never received: no other table has these values, and a month that was given has no row (docs/sources/calendar.md). 中文：由本年累计相减得出的当月数（3—12月），非报送值；已报送当月数的无此行，1、2月从不推算';
comment on column mart.derived_month.derived_month_id is 'Identity of the value, as an observation of that month would have. 中文：推算值标识';
comment on column mart.derived_month.indicator_id is 'Indicator: always a flow. 中文：指标标识（仅限流量指标）';
comment on column mart.derived_month.subject_kind is 'Kind of subject: enterprise, region or world. 中文：对象类别';
comment on column mart.derived_month.subject_id is 'enterprise_id, region_code or world. 中文：对象标识';
comment on column mart.derived_month.product_code is 'Product, for output; empty where the indicator has none. 中文：产品代码，无则为空串';
comment on column mart.derived_month.period is 'The month: 2016-03. Never January or February. 中文：月份';
comment on column mart.derived_month.period_end_date is 'Last day of the month. 中文：期末日期';
comment on column mart.derived_month.value is 'Year to date of the month less that of the month before, in unit_stored. Below zero where the later is the smaller one: see `is_doubtful`. 中文：本月累计减上月累计，累计回落时为负';
comment on column mart.derived_month.unit_stored is 'Unit of the value: that of the indicator or of the product. 中文：存储计量单位';
comment on column mart.derived_month.vintage_id is 'Release that both years to date are of. 中文：两个累计值所属的数据版本';
comment on column mart.derived_month.known_from is 'When we received the later of the two, UTC. 中文：较晚一个累计值的收到时刻';
comment on column mart.derived_month.ytd_observation_id is 'The year to date of the month. 中文：本月累计值标识';
comment on column mart.derived_month.prior_ytd_observation_id is 'The year to date of the month before, which is taken off. 中文：上月累计值标识';
comment on column mart.derived_month.is_doubtful is 'True for a negative value of an indicator that cannot be negative (core.indicator.may_be_negative): one of the two years to date is wrong, or the later one revises earlier months downwards. Check both cells before using it or the neighbouring months, which are based on the same two. 中文：不应为负的指标出现负数：两个累计值之一有误，或本月冲减以前月份；使用前须核对两个来源单元格';
comment on column mart.derived_month.is_flagged is 'True where another cell of the row of either is held and not taken. 中文：任一来源行有待定单元格';
comment on column mart.derived_month.is_corrected is 'True where a person put either right. 中文：任一来源值是否经人工更正';
comment on column mart.derived_month.is_synthetic is 'True where either is generated sample data. 中文：是否含合成样本数据';
