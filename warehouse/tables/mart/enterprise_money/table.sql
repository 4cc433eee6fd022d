-- group: funding
-- access: public
create table mart.enterprise_money (
    enterprise_money_id   varchar not null,
    enterprise_id         varchar not null,
    year                  varchar not null,
    channel               varchar not null,
    region_code           varchar not null,
    industry_id           varchar,
    amount_cny            decimal(38, 2) not null,
    is_balance            boolean not null,
    is_public             boolean not null,
    public_channel_count  integer not null,
    is_overlapping        boolean not null,
    balance_growth_rate   decimal(19, 6),
    comparable_before_cny  decimal(38, 2),
    bank_count            integer,
    comparable_bank_count integer,
    reason                varchar,
    rule_set_version_id   varchar not null,
    is_flagged            boolean not null,
    is_synthetic          boolean not null,
    primary key (enterprise_money_id)
);
comment on table mart.enterprise_money is 'What an enterprise got, by year and channel. 中文：企业分年度、分渠道获得的资金';
comment on column mart.enterprise_money.enterprise_money_id is 'Enterprise, year and channel. 中文：标识';
comment on column mart.enterprise_money.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.enterprise_money.year is 'Year. 中文：年度';
comment on column mart.enterprise_money.channel is 'guide, national, regional, other (funds, looked through), direct_equity, grant, tax, graduates, bonds, listing, bank_credit. 中文：资金渠道';
comment on column mart.enterprise_money.region_code is 'Region of the enterprise. 中文：企业所在地';
comment on column mart.enterprise_money.industry_id is 'Field of the enterprise. 中文：领域';
comment on column mart.enterprise_money.amount_cny is 'Money of the year (yuan); of bank credit the balance by the newest quarter of each bank. 中文：当年金额（元）；信贷为各行最新季末余额';
comment on column mart.enterprise_money.is_balance is 'True for a balance, which is never added to flows or over years. 中文：是否为余额，不得与流量或跨年相加';
comment on column mart.enterprise_money.is_public is 'True for public money. 中文：是否为财政性资金';
comment on column mart.enterprise_money.public_channel_count is 'Public channels of the enterprise in that year. 中文：当年财政性资金渠道数';
comment on column mart.enterprise_money.is_overlapping is 'True where guide funds, direct equity and grants are two or more in that year: to look at, no reproach. 中文：当年引导基金、直接股权、财政补助中有两项及以上';
comment on column mart.enterprise_money.balance_growth_rate is 'Growth of the balance over a year, on banks that reported both. 中文：余额同比增速（两期均报送的银行）';
comment on column mart.enterprise_money.comparable_before_cny is 'Balance of these banks a year before (yuan): the weight with which growth of several firms is averaged. 中文：上年同季余额（可比银行，元），汇总增速的权数';
comment on column mart.enterprise_money.bank_count is 'Banks in the balance. 中文：余额涉及银行数';
comment on column mart.enterprise_money.comparable_bank_count is 'Of these: with the same quarter a year before. 中文：其中：可比银行数';
comment on column mart.enterprise_money.reason is 'Why that growth is null. 中文：增速空值原因';
comment on column mart.enterprise_money.rule_set_version_id is 'Rule set. 中文：所用规则集';
comment on column mart.enterprise_money.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.enterprise_money.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
