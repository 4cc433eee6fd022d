-- group: measurement
-- access: closed
-- key: enterprise_id, product_code, period
create table mart.growth_product (
    enterprise_id      varchar not null,
    product_code       varchar not null,
    period             varchar not null,
    quantity           decimal(19, 6),
    restated_quantity  decimal(19, 6),
    price_cny          decimal(19, 6),
    restated_price_cny decimal(19, 6),
    capacity           decimal(19, 6),
    unit               varchar,
    is_flagged         boolean not null,
    is_synthetic       boolean not null
);
comment on table mart.growth_product is 'Quantity, price and capacity of a product in one row per enterprise and month. Input of mart.growth_bridge_cell. 中文：企业分产品月度产量、价格与能力（增长分解的输入）';
comment on column mart.growth_product.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.growth_product.product_code is 'Product. 中文：产品代码';
comment on column mart.growth_product.period is 'The month; February is January and February together. 中文：月份，2月为1—2月';
comment on column mart.growth_product.quantity is 'Output of the month, in `unit`; null where none was given. 中文：本月产量，未填为空';
comment on column mart.growth_product.restated_quantity is 'Output of the same month of the previous year as this return restates it; null where none was given. 中文：上年产量（重述），未填为空';
comment on column mart.growth_product.price_cny is 'Price (yuan per unit); null where none was given. 中文：出厂价格（元），未填为空';
comment on column mart.growth_product.restated_price_cny is 'Price of the same month of the previous year as this return restates it; null where none was given. 中文：上年出厂价格（元，重述），未填为空';
comment on column mart.growth_product.capacity is 'Yearly capacity at the end of the month, in `unit`; null where none was given. 中文：年生产能力，未填为空';
comment on column mart.growth_product.unit is 'Unit of quantity and capacity. 中文：计量单位';
comment on column mart.growth_product.is_flagged is 'True where a cell of the row is held and not taken: look at it before relying on the row. 中文：同行有待定单元格';
comment on column mart.growth_product.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
