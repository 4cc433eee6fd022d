-- group: measurement
-- access: public
create table mart.chain_revenue (
    chain_id           varchar not null,
    period             varchar not null,
    period_end_date    date not null,
    months_covered     integer not null,
    revenue_ytd_cny        decimal(38, 2),
    comparable_revenue_ytd_cny decimal(38, 2),
    same_period_revenue_ytd_cny decimal(38, 2),
    same_base_growth_rate decimal(19, 6),
    member_count       integer not null,
    reporting_count    integer not null,
    comparable_count   integer not null,
    is_ten_billion     boolean not null,
    is_flagged         boolean not null default false,
    is_synthetic       boolean not null,
    ten_billion_gap_cny decimal(38, 2),
    revenue_12_months_cny decimal(38, 2),
    running_count      integer not null,
    running_not_counted_names_zh varchar,
    running_reporting_share decimal(19, 6) not null,
    is_ten_billion_running boolean not null,
    running_gap_cny    decimal(38, 2),
    running_growth_rate decimal(19, 6),
    running_expected_year varchar,
    running_expected_reason varchar,
    primary key (chain_id, period)
);
comment on table mart.chain_revenue is 'Revenue of a chain, year to date, from the returns of its members weighted by their counted shares, which are scaled where all chains claim more than 1. Not additive over chains: a firm may be in several. 中文：产业链营业收入（本年累计，按计入占比加权）；各链不可相加';
comment on column mart.chain_revenue.chain_id is 'The chain. 中文：产业链代码';
comment on column mart.chain_revenue.period is 'Month up to which the revenue of the year is added: 2015-12 is the whole of 2015. 中文：累计至该月';
comment on column mart.chain_revenue.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column mart.chain_revenue.months_covered is 'Months added up. 中文：累计月数';
comment on column mart.chain_revenue.revenue_ytd_cny is 'Yuan, current prices, from January to the month. 中文：营业收入·本年累计（元，现价）';
comment on column mart.chain_revenue.comparable_revenue_ytd_cny is 'Yuan, of the members that gave both this value and that of the same period: compare it, not revenue_ytd_cny, with same_period_revenue_ytd_cny. 中文：同口径营业收入（元，本期与上年同期均有数的企业）';
comment on column mart.chain_revenue.same_period_revenue_ytd_cny is 'Yuan: the same months of the previous year as the members restate them, of those in comparable_revenue_ytd_cny. 中文：上年同期（元，同口径企业，企业重述口径）';
comment on column mart.chain_revenue.same_base_growth_rate is 'Growth of comparable_revenue_ytd_cny over same_period_revenue_ytd_cny, 0.1 is 10 %; null where no base is above 0. 中文：同口径增速（0.1 为 10%）';
comment on column mart.chain_revenue.member_count is 'Enterprises in the chain that have a counted share. 中文：有计入占比的企业数';
comment on column mart.chain_revenue.reporting_count is 'How many of them reported for the period; below member_count the revenue is incomplete. 中文：已报送企业数，少于企业数即不完整';
comment on column mart.chain_revenue.comparable_count is 'How many of them gave both values. 中文：同口径企业数';
comment on column mart.chain_revenue.is_ten_billion is 'True if revenue_ytd_cny is at least 10 billion yuan, the plan''s measure of a large chain. 中文：是否达到百亿元';
comment on column mart.chain_revenue.is_flagged is 'True if the value of a member is flagged: a newer or another cell of its row is held; or if the shares of a member exceed 1 in total, so that it is not counted. 中文：是否有企业数据待核实，或占比合计超过 1 而未计入';
comment on column mart.chain_revenue.is_synthetic is 'True where any part is generated sample data. 中文：是否含合成样本数据';
comment on column mart.chain_revenue.ten_billion_gap_cny is 'Yuan that revenue_ytd_cny is short of ten billion; below 0 where it has passed. Of December it is that of the full year. 中文：距百亿元的差额（元），12 月为全年口径，已超过为负';
comment on column mart.chain_revenue.revenue_12_months_cny is 'Yuan, the last twelve months of the members that have all three terms: last year, its months until then, this year; null where none has. 中文：最近十二个月营业收入（元），仅计三项数据齐全的企业，均不齐为空';
comment on column mart.chain_revenue.running_count is 'Members counted in the last twelve months. 中文：近十二个月计入的企业数';
comment on column mart.chain_revenue.running_not_counted_names_zh is 'Members that are not, by name; null where there are none. 中文：近十二个月未计入的企业名称，没有为空';
comment on column mart.chain_revenue.running_reporting_share is 'Counted over all members with a counted share. 中文：近十二个月计入企业占比';
comment on column mart.chain_revenue.is_ten_billion_running is 'True if the last twelve months reach 10 billion yuan: another answer than that of the full year. 中文：近十二个月是否达到百亿元（与全年口径不同）';
comment on column mart.chain_revenue.running_gap_cny is 'Yuan that the last twelve months are short of ten billion, 0 where they reach it; null without them. 中文：近十二个月距百亿元的差额（元），已达到为 0，无数为空';
comment on column mart.chain_revenue.running_expected_year is 'Year in which the last twelve months reach ten billion at that growth, beside that of the full years; null with a reason. 中文：按近十二个月增速预计达到百亿元的年度（与全年口径并列），空值见原因';
comment on column mart.chain_revenue.running_expected_reason is 'Why there is none. 中文：无预计年度的原因';
comment on column mart.chain_revenue.running_growth_rate is 'Growth of the last twelve months over the twelve before, on the members that have both; null where none has. 中文：近十二个月同口径增速，无数为空';
