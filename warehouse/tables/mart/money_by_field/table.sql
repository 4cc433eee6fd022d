-- group: funding
-- access: public
create table mart.money_by_field (
    money_by_field_id varchar not null,
    group_kind        varchar not null,
    industry_id       varchar,
    chain_id          varchar,
    region_code       varchar,
    source_name       varchar,
    channel           varchar not null,
    year              varchar not null,
    amount_cny        decimal(38, 2) not null,
    reason            varchar,
    is_flagged        boolean not null,
    is_synthetic      boolean not null,
    primary key (money_by_field_id)
);
comment on table mart.money_by_field is 'Money of funds, looked through, and of direct equity in enterprises, by field, chain or region. 中文：基金穿透资金与直接股权按领域、产业链或地区分布';
comment on column mart.money_by_field.money_by_field_id is 'Group, source, channel and year. 中文：标识';
comment on column mart.money_by_field.group_kind is 'industry, chain or region: each kind has all of the money, so kinds are not added up. 中文：分组方式；每种方式均含全部资金，不可跨方式相加';
comment on column mart.money_by_field.industry_id is 'Field of the enterprises; null if unknown or of another kind of group. 中文：领域';
comment on column mart.money_by_field.chain_id is 'Chain of the enterprises, by their counted shares; null outside all chains or of another kind of group. 中文：产业链，按计入比重';
comment on column mart.money_by_field.region_code is 'Region of the enterprises; null if unknown or of another kind of group. 中文：地区';
comment on column mart.money_by_field.source_name is 'Contributor that is no fund; null where it is open. 中文：最终出资人，不明为空';
comment on column mart.money_by_field.channel is 'First public fund that the money went through, or direct_equity. 中文：资金渠道';
comment on column mart.money_by_field.year is 'Year of payment. 中文：年度';
comment on column mart.money_by_field.amount_cny is 'Money in enterprises (yuan). 中文：投入企业金额（元）';
comment on column mart.money_by_field.reason is 'Why the group is unknown. 中文：分组不明的原因';
comment on column mart.money_by_field.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.money_by_field.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
