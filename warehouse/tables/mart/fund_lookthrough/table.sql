-- group: funding
-- access: public
create table mart.fund_lookthrough (
    fund_lookthrough_id varchar not null,
    fund_investment_id  varchar not null,
    fund_id             varchar not null,
    source_name         varchar,
    channel             varchar not null,
    enterprise_id       varchar,
    credit_code         varchar not null,
    enterprise_name     varchar,
    industry_id         varchar,
    region_code         varchar,
    year                varchar not null,
    investment_date     date not null,
    source_share        decimal(19, 6) not null,
    amount_cny          decimal(38, 2) not null,
    reason              varchar,
    is_flagged          boolean not null,
    is_synthetic        boolean not null,
    primary key (fund_lookthrough_id)
);
comment on table mart.fund_lookthrough is 'Whose money is in which enterprise: each investment of a fund, spread over the sources of the fund by what they paid in. 中文：基金投资穿透到最终出资人，按实缴比重分摊';
comment on column mart.fund_lookthrough.fund_lookthrough_id is 'Investment and number of the source. 中文：标识';
comment on column mart.fund_lookthrough.fund_investment_id is 'The investment. 中文：投资标识';
comment on column mart.fund_lookthrough.fund_id is 'The fund that invested. 中文：投资基金标识';
comment on column mart.fund_lookthrough.source_name is 'Contributor behind the fund that is no fund; null where it is open, see `reason`. 中文：最终出资人（非基金）；来源不明为空，见 `reason`';
comment on column mart.fund_lookthrough.channel is 'First public fund that the money went through: guide, national, regional, or other. 中文：资金首先经过的政府基金类别';
comment on column mart.fund_lookthrough.enterprise_id is 'The enterprise, where the register of key enterprises has it. 中文：企业标识，名录外为空';
comment on column mart.fund_lookthrough.credit_code is 'Credit code of the enterprise. 中文：统一社会信用代码';
comment on column mart.fund_lookthrough.enterprise_name is 'Name of the enterprise, as the fund writes it. 中文：被投企业，原文';
comment on column mart.fund_lookthrough.industry_id is 'Field of the enterprise; null if unknown. 中文：领域，未知为空';
comment on column mart.fund_lookthrough.region_code is 'Region of the enterprise; null if unknown. 中文：地区，未知为空';
comment on column mart.fund_lookthrough.year is 'Year of payment. 中文：投资年度';
comment on column mart.fund_lookthrough.investment_date is 'Date of payment. 中文：投资日期';
comment on column mart.fund_lookthrough.source_share is 'Share of the source in all that was paid in to the fund (0 to 1). 中文：该来源占基金实缴的比重';
comment on column mart.fund_lookthrough.amount_cny is 'Its part of the investment (yuan): the parts of an investment add up to it. 中文：穿透金额（元），各来源之和等于投资额';
comment on column mart.fund_lookthrough.reason is 'Why the source is open. 中文：来源不明的原因';
comment on column mart.fund_lookthrough.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.fund_lookthrough.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
