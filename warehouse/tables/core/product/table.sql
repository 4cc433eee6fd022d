-- group: reference
-- access: public
create table core.product (
    product_code varchar not null,
    name_zh      varchar not null,
    unit_id      varchar not null,
    unit_zh      varchar not null,
    primary key (product_code)
);
comment on table core.product is 'A product of the monthly output returns, as last named by a reporter.';
comment on column core.product.unit_id is 'Unit in which its output and capacity are stored.';
comment on column core.product.unit_zh is 'That unit as written in Chinese.';
