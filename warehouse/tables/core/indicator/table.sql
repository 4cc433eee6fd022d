-- group: reference
-- access: public
create table core.indicator (
    indicator_id             varchar not null,
    title_zh                 varchar not null,
    title_en                 varchar not null,
    subject_kind             varchar not null,
    quantity_kind            varchar not null,
    may_be_negative          boolean not null,
    unit_id                  varchar not null,
    unit_zh                  varchar not null,
    unit_en                  varchar not null,
    price_basis              varchar not null,
    growth_method            varchar,
    january_february_since   integer,
    denominator_indicator_id varchar,
    scope_en                 varchar not null,
    definition_en            varchar not null,
    definition_zh            varchar not null,
    version                  varchar not null,
    valid_from               date not null,
    valid_to                 date,
    source                   varchar,
    handler                  varchar,
    lead                     varchar,
    update_way               varchar,
    update_frequency         varchar,
    primary key (indicator_id)
);
comment on table core.indicator is 'Definition, unit, scope and price basis of an indicator. Holds no values. 中文：指标定义：口径、单位、范围、价格基准，不含数值';
comment on column core.indicator.indicator_id is 'Stable name of the indicator, for example revenue or gdp. 中文：指标标识';
comment on column core.indicator.title_zh is 'Chinese name. 中文：中文名称';
comment on column core.indicator.title_en is 'English name. 中文：英文名称';
comment on column core.indicator.subject_kind is 'Kind of subject: enterprise, chain, region, world or programme. 中文：观测对象类别';
comment on column core.indicator.quantity_kind is 'Whether and how its values add up: flow (adds up over months), stock (at an instant), price, index, share, change (a rate of growth) or count. 中文：量的类别';
comment on column core.indicator.may_be_negative is 'Whether a negative value is valid, as for a profit or a growth rate. For any other indicator it is an error, or a correction larger than the amount. 中文：是否可为负（利润、增速可负；其余为负即属差错或冲减）';
comment on column core.indicator.unit_id is 'Unit in which its values are stored; product means the unit of the product. 中文：单位标识，product 指产品的单位';
comment on column core.indicator.unit_zh is 'The unit as written in Chinese. 中文：单位（中文）';
comment on column core.indicator.unit_en is 'The unit as written in English. 中文：单位（英文）';
comment on column core.indicator.price_basis is 'Prices in which its amounts are expressed: current, constant or none (not a money value). 中文：价格基准';
comment on column core.indicator.growth_method is 'Method of a published growth rate: nominal (levels as published), same_base (a base collected again for the same units, 同口径) or comparable_prices (price changes removed, 可比价). Methods must not be mixed in one series. 中文：增速口径：名义、同口径、可比价；不同口径不可混用';
comment on column core.indicator.january_february_since is 'First year of which January and February are published only together, as the year to date of February; null where each has a month of its own. Differs by indicator (docs/sources/calendar.md). 中文：自该年起1、2月合并公布';
comment on column core.indicator.denominator_indicator_id is 'For a share: the indicator of its denominator. Shares with different denominators must not be mixed in one series. 中文：分母指标标识，分母不同的比重不可混用';
comment on column core.indicator.scope_en is 'Which units it covers. 中文：统计范围（英文）';
comment on column core.indicator.definition_en is 'Definition, English. 中文：定义（英文）';
comment on column core.indicator.definition_zh is 'Definition, Chinese. 中文：定义（中文）';
comment on column core.indicator.version is 'Version of the definition. 中文：定义版本';
comment on column core.indicator.valid_from is 'First day on which the definition is in use. 中文：启用日期';
comment on column core.indicator.valid_to is 'Last day on which it is in use; null while it is. 中文：停用日期';
comment on column core.indicator.source is 'Where its values come from, as the card of the indicator says. 中文：数据来源（指标卡片）';
comment on column core.indicator.handler is 'Office that provides them. 中文：经办单位';
comment on column core.indicator.lead is 'Department that answers for it. 中文：牵头单位';
comment on column core.indicator.update_way is 'How they come in: export, return, register, typed or interface. 中文：更新方式：导出文件、报表、名录、录入或接口';
comment on column core.indicator.update_frequency is 'How often: daily, weekly, monthly, quarterly, yearly or irregular. 中文：更新频度';
