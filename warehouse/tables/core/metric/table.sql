-- group: reference
-- access: public
create table core.metric (
    metric_id       varchar not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    unit            varchar not null,
    formula_zh      varchar not null,
    formula_en      varchar not null,
    scope           varchar not null,
    denominator     varchar,
    price_basis     varchar not null,
    classification  varchar,
    method          varchar not null,
    indicator_id    varchar,
    update_way      varchar not null,
    handler         varchar,
    lead            varchar,
    alarm_threshold decimal(19, 6),
    good_threshold  decimal(19, 6),
    version         varchar not null,
    source          varchar not null,
    primary key (metric_id)
);
comment on table core.metric is 'What each measure is. Values of two definitions are not compared, added or divided, unless core.metric_pair says how. 中文：测算指标的定义；定义不同不可比较、相加或相除';
comment on column core.metric.metric_id is 'Stable name. 中文：标识';
comment on column core.metric.title_zh is 'Chinese name. 中文：中文名称';
comment on column core.metric.title_en is 'English name. 中文：英文名称';
comment on column core.metric.unit is 'Unit. 中文：单位';
comment on column core.metric.formula_zh is 'Formula in words, Chinese. 中文：计算方法（中文）';
comment on column core.metric.formula_en is 'Formula in words, English. 中文：计算方法（英文）';
comment on column core.metric.scope is 'What it covers. 中文：口径';
comment on column core.metric.denominator is 'Of a share: what it is divided by. 中文：分母';
comment on column core.metric.price_basis is 'Prices. 中文：价格基准';
comment on column core.metric.classification is 'Version of the classification, if it uses one. 中文：分类版本';
comment on column core.metric.method is 'Method. 中文：方法';
comment on column core.metric.indicator_id is 'Indicator that it measures, if one. 中文：对应指标标识';
comment on column core.metric.update_way is 'When it is new. 中文：更新方式';
comment on column core.metric.handler is 'Who provides it. 中文：承办单位';
comment on column core.metric.lead is 'Who answers for it. 中文：牵头单位';
comment on column core.metric.alarm_threshold is 'Beyond it an alarm; null if none is set. 中文：预警阈值';
comment on column core.metric.good_threshold is 'From it on good; null if none is set. 中文：良好阈值';
comment on column core.metric.version is 'Version of the definition. 中文：定义版本';
comment on column core.metric.source is 'File that defines it. 中文：来源';
