-- group: measurement
-- access: closed
-- key: enterprise_id, measure, period_kind, period
create table mart.growth_total (
    enterprise_id     varchar not null,
    measure           varchar not null,
    period_kind       varchar not null,
    period            varchar not null,
    value_cny         decimal(18, 2),
    restated_base_cny decimal(18, 2),
    first_value_cny   decimal(18, 2),
    first_known_from  timestamp not null,
    known_from        timestamp not null,
    is_flagged        boolean not null,
    is_synthetic      boolean not null
);
comment on table mart.growth_total is 'Totals of the monthly financial return that growth and its bridge compare. Input of mart.growth and mart.growth_bridge. 中文：增速与增长分解所用的企业总量';
comment on column mart.growth_total.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.growth_total.measure is 'Measure: revenue, gross_output or total_profit. 中文：指标';
comment on column mart.growth_total.period_kind is 'How much of the calendar it covers: month or ytd (January to that month). 中文：期间类别';
comment on column mart.growth_total.period is 'Last month of the period: 2016-03. 中文：期末月份';
comment on column mart.growth_total.value_cny is 'Newest value (yuan); null where none was given. 中文：最新值（元），未填为空';
comment on column mart.growth_total.restated_base_cny is 'The same period of the previous year as this return restates it (yuan); null where none was given. 中文：上年数（元，报送单位重述），未填为空';
comment on column mart.growth_total.first_value_cny is 'The value as first received (yuan). 中文：首次报送值（元）';
comment on column mart.growth_total.first_known_from is 'Arrival of the first value (UTC). 中文：首次报送时刻';
comment on column mart.growth_total.known_from is 'Arrival of the newest value (UTC). 中文：最新值到达时刻';
comment on column mart.growth_total.is_flagged is 'True where a cell of the row is held and not taken: look at it before relying on the row. 中文：同行有待定单元格';
comment on column mart.growth_total.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
