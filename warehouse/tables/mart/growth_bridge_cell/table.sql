-- group: measurement
-- access: public
-- key: enterprise_id, product_code, to_period
create table mart.growth_bridge_cell (
    enterprise_id                 varchar not null,
    product_code                  varchar not null,
    from_period                   varchar not null,
    to_period                     varchar not null,
    period_end_date               date not null,
    unit                          varchar,
    from_quantity                 decimal(19, 6),
    to_quantity                   decimal(19, 6),
    from_unit_price_cny           decimal(19, 6),
    to_unit_price_cny             decimal(19, 6),
    from_capacity                 decimal(19, 6),
    to_capacity                   decimal(19, 6),
    from_value_cny                decimal(38, 2),
    to_value_cny                  decimal(38, 2),
    price_cny                     decimal(38, 2),
    volume_cny                    decimal(38, 2),
    mix_cny                       decimal(38, 2),
    structure_cny                 decimal(38, 2),
    from_quantity_at_to_price_cny decimal(38, 2),
    to_quantity_at_from_price_cny decimal(38, 2),
    cell_state                    varchar not null,
    is_priced                     boolean not null,
    reason                        varchar,
    is_flagged                    boolean not null,
    is_synthetic                  boolean not null
);
comment on table mart.growth_bridge_cell is 'Price, volume and structure effect of one product of one firm in one month against the same month of the previous year: the terms of mart.growth_bridge. February is January and February together. 中文：增长分解的最小单元：企业、产品、月份（2月为1—2月）';
comment on column mart.growth_bridge_cell.enterprise_id is 'Enterprise; after a merger the heir. 中文：企业标识，合并后为存续企业';
comment on column mart.growth_bridge_cell.product_code is 'Product. 中文：产品代码';
comment on column mart.growth_bridge_cell.from_period is 'Earlier month. 中文：基期月份';
comment on column mart.growth_bridge_cell.to_period is 'Later month. 中文：报告期月份';
comment on column mart.growth_bridge_cell.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.growth_bridge_cell.unit is 'Unit of the quantities. 中文：计量单位';
comment on column mart.growth_bridge_cell.from_quantity is 'As the later return restates it, else as reported then. 中文：基期产量（重述优先）';
comment on column mart.growth_bridge_cell.to_quantity is 'Quantity. 中文：报告期产量';
comment on column mart.growth_bridge_cell.from_unit_price_cny is 'Price (yuan per unit), likewise. 中文：基期价格（元）';
comment on column mart.growth_bridge_cell.to_unit_price_cny is 'Price (yuan per unit). 中文：报告期价格（元）';
comment on column mart.growth_bridge_cell.from_capacity is 'Yearly capacity a year before. 中文：基期年生产能力';
comment on column mart.growth_bridge_cell.to_capacity is 'Yearly capacity. 中文：报告期年生产能力';
comment on column mart.growth_bridge_cell.from_value_cny is 'Quantity times price (yuan). 中文：基期产量乘价格（元）';
comment on column mart.growth_bridge_cell.to_value_cny is 'Quantity times price (yuan). 中文：报告期产量乘价格（元）';
comment on column mart.growth_bridge_cell.price_cny is 'Effect of the price (yuan). 中文：价格影响（元）';
comment on column mart.growth_bridge_cell.volume_cny is 'Effect of the quantity (yuan). 中文：数量影响（元）';
comment on column mart.growth_bridge_cell.mix_cny is 'Part of the volume: shift among products of one unit (yuan). 中文：其中同单位产品结构转移（元）';
comment on column mart.growth_bridge_cell.structure_cny is 'Effect of a new or dropped product (yuan). 中文：结构影响（元）';
comment on column mart.growth_bridge_cell.from_quantity_at_to_price_cny is 'Earlier quantity at the later price (yuan): of Laspeyres price indices. 中文：基期产量按报告期价格计（元）';
comment on column mart.growth_bridge_cell.to_quantity_at_from_price_cny is 'Later quantity at the earlier price (yuan): the base of price indices. 中文：报告期产量按基期价格计（元）';
comment on column mart.growth_bridge_cell.cell_state is 'State of the product in the two years. 中文：产品状态';
comment on column mart.growth_bridge_cell.is_priced is 'True where both sides have a quantity and a price above 0. 中文：两期量价齐全';
comment on column mart.growth_bridge_cell.reason is 'Why it has no effects. 中文：无分解结果的原因';
comment on column mart.growth_bridge_cell.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
comment on column mart.growth_bridge_cell.is_synthetic is 'True where any part is generated. 中文：是否含合成数据';
