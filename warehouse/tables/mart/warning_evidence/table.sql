-- group: enterprise
-- access: public
create table mart.warning_evidence (
    warning_evidence_id varchar not null,
    warning_id          varchar not null,
    period              varchar not null,
    fact                varchar not null,
    product_code        varchar,
    value               decimal(38, 6),
    compared_value      decimal(38, 6),
    state               varchar,
    observation_id      varchar,
    is_synthetic        boolean not null,
    primary key (warning_evidence_id)
);
comment on table mart.warning_evidence is 'Inputs that a warning rests on, of the periods that raised it. 中文：预警依据';
comment on column mart.warning_evidence.warning_evidence_id is 'Warning and number. 中文：标识';
comment on column mart.warning_evidence.warning_id is 'The warning. 中文：预警编号';
comment on column mart.warning_evidence.period is 'Period or day. 中文：期间';
comment on column mart.warning_evidence.fact is 'What was measured. 中文：事实';
comment on column mart.warning_evidence.product_code is 'Product. 中文：产品代码';
comment on column mart.warning_evidence.value is 'Its value. 中文：数值';
comment on column mart.warning_evidence.compared_value is 'What it is held against: last year, capacity or threshold. 中文：对比值：上年、能力或阈值';
comment on column mart.warning_evidence.state is 'State of the report or task then. 中文：当时的报送或任务状态';
comment on column mart.warning_evidence.observation_id is 'Value that it was read from. 中文：观测值标识';
comment on column mart.warning_evidence.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
