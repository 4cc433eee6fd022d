-- group: enterprise
-- access: public
create table mart.enterprise_fact (
    enterprise_id varchar not null,
    year          varchar not null,
    fact          varchar not null,
    value         decimal(19, 6),
    reason        varchar,
    source_table  varchar not null,
    is_synthetic  boolean not null,
    is_flagged    boolean not null,
    primary key (enterprise_id, year, fact)
);
comment on table mart.enterprise_fact is 'A fact of a firm in a year: what rules of assessment judge. December year to date, a year of twelve months; null has a reason. 中文：企业年度事实：考核规则所用指标，取12月本年累计';
comment on column mart.enterprise_fact.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_fact.year is 'Year. 中文：年度';
comment on column mart.enterprise_fact.fact is 'Fact. 中文：事实';
comment on column mart.enterprise_fact.value is 'Its value; a share is 0 to 1, money is yuan. 中文：数值，比重为0至1，金额为元';
comment on column mart.enterprise_fact.reason is 'Why it is null. 中文：空值原因';
comment on column mart.enterprise_fact.source_table is 'Table that it was taken from. 中文：来源表';
comment on column mart.enterprise_fact.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.enterprise_fact.is_flagged is 'True where a value in it is flagged. 中文：含存疑数值';
