-- group: measurement
-- access: public
-- key: growth_id, enterprise_id
create table mart.growth_member (
    growth_id          varchar not null,
    subject_kind       varchar not null,
    subject_id         varchar not null,
    measure            varchar not null,
    period_kind        varchar not null,
    period             varchar not null,
    period_end_date    date not null,
    industry_id        varchar,
    chain_id           varchar,
    region_code        varchar,
    park_id            varchar,
    all_enterprises_id varchar,
    enterprise_id      varchar not null,
    member_state       varchar not null,
    cause              varchar,
    counted_share      decimal(19, 6) not null,
    scope_cny          decimal(38, 2),
    change_cny         decimal(38, 2),
    contribution_pp    decimal(19, 6),
    is_flagged         boolean not null,
    is_synthetic       boolean not null
);
comment on table mart.growth_member is 'A firm in the growth of a field, region, chain, park or the province: firms that entered or left, with the cause; and, for years to date, the contribution of every firm of the panel. 中文：领域、地区、产业链、园区及全省增速中的企业：进入退出及原因；本年累计另列各企业的拉动';
comment on column mart.growth_member.growth_id is 'Measure, kind and key of the subject, period, kind. 中文：标识';
comment on column mart.growth_member.subject_kind is 'Kind of subject. 中文：对象类别';
comment on column mart.growth_member.subject_id is 'Its key; `province` for all key firms. 中文：对象标识';
comment on column mart.growth_member.measure is 'Measure. 中文：指标';
comment on column mart.growth_member.period_kind is 'Kind of period. 中文：期间类别';
comment on column mart.growth_member.period is 'Later period. 中文：期间';
comment on column mart.growth_member.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.growth_member.industry_id is 'Of a field. 中文：对象为领域时的标识';
comment on column mart.growth_member.chain_id is 'Of a chain. 中文：对象为产业链时的标识';
comment on column mart.growth_member.region_code is 'Of a region. 中文：对象为地区时的代码';
comment on column mart.growth_member.park_id is 'Of a park. 中文：对象为园区时的标识';
comment on column mart.growth_member.all_enterprises_id is 'Of all key firms. 中文：对象为全部骨干企业时的标识';
comment on column mart.growth_member.enterprise_id is 'Enterprise. 中文：企业标识';
comment on column mart.growth_member.member_state is 'State in the two periods. 中文：企业状态';
comment on column mart.growth_member.cause is 'Why in one period only. 中文：进入或退出的原因';
comment on column mart.growth_member.counted_share is 'Share that counts. 中文：计入比重';
comment on column mart.growth_member.scope_cny is 'Effect of entering or leaving (yuan). 中文：范围变动（元）';
comment on column mart.growth_member.change_cny is 'Change on its restated base (yuan). 中文：同口径增量（元）';
comment on column mart.growth_member.contribution_pp is 'Points of the same-base growth of the subject. 中文：对该对象同口径增速的拉动（百分点）';
comment on column mart.growth_member.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.growth_member.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
