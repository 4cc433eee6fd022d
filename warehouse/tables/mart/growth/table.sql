-- group: measurement
-- access: public
-- key: growth_id
create table mart.growth (
    growth_id             varchar not null,
    subject_kind          varchar not null,
    subject_id            varchar not null,
    measure               varchar not null,
    period_kind           varchar not null,
    period                varchar not null,
    period_end_date       date not null,
    enterprise_id         varchar,
    industry_id           varchar,
    chain_id              varchar,
    region_code           varchar,
    park_id               varchar,
    all_enterprises_id    varchar,
    value_cny             decimal(38, 2),
    previous_value_cny    decimal(38, 2),
    nominal_rate          decimal(19, 6),
    nominal_reason        varchar,
    panel_value_cny       decimal(38, 2),
    panel_base_cny        decimal(38, 2),
    change_cny            decimal(38, 2),
    same_base_rate        decimal(19, 6),
    same_base_reason      varchar,
    profit_turn           varchar,
    contribution_pp       decimal(19, 6),
    price_index           decimal(19, 6),
    constant_price_rate   decimal(19, 6),
    constant_price_reason varchar,
    coverage_share        decimal(19, 6),
    months_gap_cny        decimal(38, 2),
    enterprise_count      integer not null,
    reporting_count       integer not null,
    panel_count           integer not null,
    entered_count         integer not null,
    left_count            integer not null,
    rule_set_version_id   varchar not null,
    is_flagged            boolean not null,
    is_synthetic          boolean not null
);
comment on table mart.growth is 'Growth on the same period of the previous year: nominal, same base and at constant prices, each named and never mixed. January has no row: February is January and February together, as year to date. A park counts the firms in it on the last day of each period and is a whole of its own: firms stand in parks, chains and regions at once, and areas overlap, so parks add up to nothing. 中文：同比增速：名义、同口径、可比价分列；1月无行，2月为1—2月累计；园区以各期末日在园企业为准，自成整体：与地区、产业链重叠，园区之间不可加总';
comment on column mart.growth.growth_id is 'Measure, kind and key of the subject, period, kind. 中文：标识';
comment on column mart.growth.subject_kind is 'Kind of subject. 中文：对象类别';
comment on column mart.growth.subject_id is 'Its key; `province` for all key firms. 中文：对象标识';
comment on column mart.growth.measure is 'Measure. 中文：指标';
comment on column mart.growth.period_kind is 'Kind of period. 中文：期间类别';
comment on column mart.growth.period is '2016-03, 2016-Q1 or 2016. 中文：期间';
comment on column mart.growth.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.growth.enterprise_id is 'Of an enterprise. 中文：对象为企业时的标识';
comment on column mart.growth.industry_id is 'Of a field. 中文：对象为领域时的标识';
comment on column mart.growth.chain_id is 'Of a chain. 中文：对象为产业链时的标识';
comment on column mart.growth.region_code is 'Of a region. 中文：对象为地区时的代码';
comment on column mart.growth.park_id is 'Of a park. 中文：对象为园区时的标识';
comment on column mart.growth.all_enterprises_id is 'Of all key firms. 中文：对象为全部骨干企业时的标识';
comment on column mart.growth.value_cny is 'Level (yuan), newest; of a chain by counted shares. 中文：水平（元），产业链按计入比重';
comment on column mart.growth.previous_value_cny is 'Level of the year before as reported then (yuan). 中文：上年当时填报数（元）';
comment on column mart.growth.nominal_rate is 'Level over level, 0.1 is 10 %: not the growth of a field whose firms changed. 中文：名义增速，范围变动时不代表行业';
comment on column mart.growth.nominal_reason is 'Why it is null. 中文：空值原因';
comment on column mart.growth.panel_value_cny is 'Level of the panel (yuan). 中文：同口径本期数（元）';
comment on column mart.growth.panel_base_cny is 'Its year before, restated (yuan). 中文：同口径上年重述数（元）';
comment on column mart.growth.change_cny is 'Panel less base (yuan). 中文：同口径增量（元）';
comment on column mart.growth.same_base_rate is 'Panel over its restated base, 0.1 is 10 %. 中文：同口径增速';
comment on column mart.growth.same_base_reason is 'Why it is null. 中文：空值原因';
comment on column mart.growth.profit_turn is 'Course of a profit with a negative side. 中文：盈亏变化';
comment on column mart.growth.contribution_pp is 'Points of the growth of all key firms. 中文：对全部企业增速的拉动（百分点）';
comment on column mart.growth.price_index is 'Paasche index of its own products; null where they are too small a part. 中文：自有产品价格指数（派氏），占比不足为空';
comment on column mart.growth.constant_price_rate is 'Same-base growth deflated by it. 中文：可比价增速（单缩法）';
comment on column mart.growth.constant_price_reason is 'Why it is null. 中文：空值原因';
comment on column mart.growth.coverage_share is 'Part of the previous level. 中文：同口径企业占上年比重';
comment on column mart.growth.months_gap_cny is 'Year to date, which counts, less its months (yuan). 中文：累计减各月之和（元）';
comment on column mart.growth.enterprise_count is 'Firms of either period. 中文：两期企业数';
comment on column mart.growth.reporting_count is 'Firms of the period. 中文：本期已报企业数';
comment on column mart.growth.panel_count is 'Firms of the panel: value and base. 中文：同口径企业数';
comment on column mart.growth.entered_count is 'Firms that entered. 中文：进入企业数';
comment on column mart.growth.left_count is 'Firms without a later value. 中文：本期无值企业数';
comment on column mart.growth.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.growth.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.growth.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
