-- group: reference
-- access: public
create table core.product (
    product_code varchar not null,
    name_zh      varchar not null,
    unit_id      varchar not null,
    unit_zh      varchar not null,
    primary key (product_code)
);
comment on table core.product is 'A product of the monthly output returns, as last named by a reporter. 中文：产量月报中的产品';
comment on column core.product.product_code is 'Code of the product. 中文：产品代码';
comment on column core.product.name_zh is 'Name of the product, as a reporter named it last. 中文：产品名称，以最近一次填报为准';
comment on column core.product.unit_id is 'Unit in which its output and capacity are stored. 中文：单位标识';
comment on column core.product.unit_zh is 'That unit as written in Chinese. 中文：单位（中文）';
