-- group: funding
-- access: public
create table mart.fund_irr_root (
    fund_irr_root_id varchar not null,
    fund_id          varchar not null,
    ordinal          integer not null,
    rate             decimal(19, 6) not null,
    is_flagged       boolean not null,
    is_synthetic     boolean not null,
    primary key (fund_irr_root_id)
);
comment on table mart.fund_irr_root is 'Every rate of return that solves the flows of a fund with several: none of them is its rate. 中文：现金流存在多个收益率解的基金及全部解';
comment on column mart.fund_irr_root.fund_irr_root_id is 'Fund and ordinal. 中文：标识';
comment on column mart.fund_irr_root.fund_id is 'The fund. 中文：基金标识';
comment on column mart.fund_irr_root.ordinal is 'From the lowest rate on. 中文：序号，由低到高';
comment on column mart.fund_irr_root.rate is 'Rate a year (0.1 is 10 %). 中文：年收益率';
comment on column mart.fund_irr_root.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.fund_irr_root.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
