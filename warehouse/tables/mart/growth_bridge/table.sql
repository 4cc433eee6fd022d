-- group: measurement
-- access: public
-- key: growth_id
create table mart.growth_bridge (
    growth_id            varchar not null,
    subject_kind         varchar not null,
    subject_id           varchar not null,
    measure              varchar not null,
    period_kind          varchar not null,
    from_period          varchar not null,
    to_period            varchar not null,
    period_end_date      date not null,
    enterprise_id        varchar,
    industry_id          varchar,
    chain_id             varchar,
    region_code          varchar,
    park_id              varchar,
    all_enterprises_id   varchar,
    from_value_cny       decimal(38, 2),
    to_value_cny         decimal(38, 2),
    price_cny            decimal(38, 2),
    volume_cny           decimal(38, 2),
    structure_cny        decimal(38, 2) not null,
    remainder_cny        decimal(38, 2),
    scope_cny            decimal(38, 2) not null,
    method_cny           decimal(38, 2) not null,
    revision_cny         decimal(38, 2) not null,
    total_cny            decimal(38, 2) not null,
    mix_cny              decimal(38, 2),
    price_known_cny      decimal(38, 2) not null,
    volume_known_cny     decimal(38, 2) not null,
    remainder_known_cny  decimal(38, 2) not null,
    price_fisher_cny     decimal(38, 2),
    volume_fisher_cny    decimal(38, 2),
    reason               varchar,
    explained_share      decimal(19, 6),
    is_weakly_explained  boolean not null,
    has_index_gap        boolean not null,
    capacity_growth_rate decimal(19, 6),
    own_base_count       integer not null,
    unexplained_count    integer not null,
    cause                varchar,
    rule_set_version_id  varchar not null,
    is_flagged           boolean not null,
    is_synthetic         boolean not null
);
comment on table mart.growth_bridge is 'The change of a total over exactly one year as the sum of seven effects, by LMDI-I per product and month. Effects add up exactly over products, months, firms, fields and regions; chains and parks overlap and are not additive. 中文：增长分解（同比）：价格、数量、结构、未解释、范围、口径、修订七项，逐级严格可加（产业链之间、园区之间不可加）';
comment on column mart.growth_bridge.growth_id is 'Measure, kind and key of the subject, period, kind. 中文：标识';
comment on column mart.growth_bridge.subject_kind is 'Kind of subject. 中文：对象类别';
comment on column mart.growth_bridge.subject_id is 'Its key; `province` for all key firms. 中文：对象标识';
comment on column mart.growth_bridge.measure is 'Measure. 中文：指标';
comment on column mart.growth_bridge.period_kind is 'Kind of period. 中文：期间类别';
comment on column mart.growth_bridge.from_period is 'Earlier period. 中文：基期';
comment on column mart.growth_bridge.to_period is 'Later period. 中文：报告期';
comment on column mart.growth_bridge.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.growth_bridge.enterprise_id is 'Of an enterprise. 中文：对象为企业时的标识';
comment on column mart.growth_bridge.industry_id is 'Of a field. 中文：对象为领域时的标识';
comment on column mart.growth_bridge.chain_id is 'Of a chain. 中文：对象为产业链时的标识';
comment on column mart.growth_bridge.region_code is 'Of a region. 中文：对象为地区时的代码';
comment on column mart.growth_bridge.park_id is 'Of a park. 中文：对象为园区时的标识';
comment on column mart.growth_bridge.all_enterprises_id is 'Of all key firms. 中文：对象为全部骨干企业时的标识';
comment on column mart.growth_bridge.from_value_cny is 'Earlier level as first received (yuan). 中文：基期首次报送数（元）';
comment on column mart.growth_bridge.to_value_cny is 'Later level, newest (yuan). 中文：报告期数（元）';
comment on column mart.growth_bridge.price_cny is 'Prices of continuing products (yuan). 中文：价格影响（元）';
comment on column mart.growth_bridge.volume_cny is 'Their quantities (yuan). 中文：数量影响（元）';
comment on column mart.growth_bridge.structure_cny is 'New, dropped products (yuan). 中文：结构影响（元）';
comment on column mart.growth_bridge.remainder_cny is 'Not explained by products (yuan). 中文：产品未解释（元）';
comment on column mart.growth_bridge.scope_cny is 'Firms in and out (yuan). 中文：范围变动（元）';
comment on column mart.growth_bridge.method_cny is 'Restatement of the base (yuan). 中文：口径变动（元）';
comment on column mart.growth_bridge.revision_cny is 'Newest less first base (yuan). 中文：数据修订（元）';
comment on column mart.growth_bridge.total_cny is 'Sum of the seven effects (yuan). 中文：总变动（元），七项之和';
comment on column mart.growth_bridge.mix_cny is 'Of the volume: shift among products of one unit. 中文：其中：同单位产品结构转移';
comment on column mart.growth_bridge.price_known_cny is 'Of the known cells. 中文：已知部分（元）';
comment on column mart.growth_bridge.volume_known_cny is 'Likewise. 中文：已知部分（元）';
comment on column mart.growth_bridge.remainder_known_cny is 'With those cells. 中文：含缺数部分（元）';
comment on column mart.growth_bridge.price_fisher_cny is 'Price after Fisher (yuan): never added up. 中文：费雪价格影响（元），不可加总';
comment on column mart.growth_bridge.volume_fisher_cny is 'Volume after Fisher (yuan). 中文：费雪数量影响（元）';
comment on column mart.growth_bridge.reason is 'Why null, or what the remainder holds. 中文：空值原因';
comment on column mart.growth_bridge.explained_share is 'Part of both sides that products explain, the smaller. 中文：产品可解释比重（取小）';
comment on column mart.growth_bridge.is_weakly_explained is 'True below the bound, or with a firm without products. 中文：产品解释不足';
comment on column mart.growth_bridge.has_index_gap is 'True where the two price indices disagree. 中文：两种价格指数不一致';
comment on column mart.growth_bridge.capacity_growth_rate is 'Growth of capacity, products by value. 中文：生产能力增速，按产值加权';
comment on column mart.growth_bridge.own_base_count is 'Firms without a restated base, on their own report. 中文：以自身填报为基数的企业数';
comment on column mart.growth_bridge.unexplained_count is 'Firms without products. 中文：无产品数据的企业数';
comment on column mart.growth_bridge.cause is 'Of a firm: why in or out, or restated. 中文：企业进退或重述的原因';
comment on column mart.growth_bridge.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.growth_bridge.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.growth_bridge.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
