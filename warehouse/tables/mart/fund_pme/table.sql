-- group: funding
-- access: public
create table mart.fund_pme (
    fund_id             varchar not null,
    index_indicator_id  varchar not null,
    nav_date            date,
    nav_cny             decimal(38, 2),
    index_value         decimal(19, 6),
    index_period        varchar,
    grown_paid_in_cny   decimal(38, 2),
    grown_distributed_cny decimal(38, 2),
    ks_pme              decimal(19, 6),
    reason              varchar,
    is_flagged          boolean not null,
    is_synthetic        boolean not null,
    primary key (fund_id)
);
comment on table mart.fund_pme is 'Public market equivalent of a fund (Kaplan and Schoar): what it returned and holds over what the same payments would be worth in an index. Above 1 it beat the index. 中文：基金公开市场等价（KS-PME），大于 1 为跑赢指数';
comment on column mart.fund_pme.fund_id is 'The fund. 中文：基金标识';
comment on column mart.fund_pme.index_indicator_id is 'Indicator of the programme that has the index. 中文：指数对应的指标';
comment on column mart.fund_pme.nav_date is 'Day of the newest valuation: flows up to it count. 中文：最新估值日期，计至该日';
comment on column mart.fund_pme.nav_cny is 'Net asset value on that day (yuan). 中文：该日净资产（元）';
comment on column mart.fund_pme.index_value is 'The index on that day: its last value up to it. 中文：该日或之前最近的指数值';
comment on column mart.fund_pme.index_period is 'Period of that value. 中文：该指数值所属期';
comment on column mart.fund_pme.grown_paid_in_cny is 'Payments in, each grown with the index from its day to that day (yuan). 中文：各笔实缴按指数增长至该日（元）';
comment on column mart.fund_pme.grown_distributed_cny is 'Distributions, likewise (yuan). 中文：各笔分配按指数增长至该日（元）';
comment on column mart.fund_pme.ks_pme is 'Grown distributions and net asset value over grown payments. 中文：（增长后分配＋净资产）÷ 增长后实缴';
comment on column mart.fund_pme.reason is 'Why that is null. 中文：空值原因';
comment on column mart.fund_pme.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.fund_pme.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
