-- group: reference
-- access: public
create table core.indicator_threshold (
    indicator_threshold_id varchar not null,
    indicator_id           varchar not null,
    kind                   varchar not null,
    compare                varchar not null,
    below                  decimal(19, 6),
    above                  decimal(19, 6),
    valid_from             date not null,
    valid_to               date,
    primary key (indicator_threshold_id)
);
comment on table core.indicator_threshold is 'Bound on the card of an indicator, from which a value is an alarm, or good. 中文：指标卡片上的预警或良好界限';
comment on column core.indicator_threshold.indicator_threshold_id is 'Indicator and position on its card. 中文：界限标识';
comment on column core.indicator_threshold.indicator_id is 'Indicator. 中文：指标标识';
comment on column core.indicator_threshold.kind is 'alarm or good. 中文：预警或良好';
comment on column core.indicator_threshold.compare is 'What is compared: value, growth_same_base (as a share, 0.03 is 3 %) or share_of_target. 中文：比较对象：数值、同口径增速、目标完成比例';
comment on column core.indicator_threshold.below is 'It is met below this, exclusive. 中文：低于此值（不含）';
comment on column core.indicator_threshold.above is 'It is met above this, exclusive. 中文：高于此值（不含）';
comment on column core.indicator_threshold.valid_from is 'First day. 中文：启用日期';
comment on column core.indicator_threshold.valid_to is 'Last day; null while it is in use. 中文：停用日期';
