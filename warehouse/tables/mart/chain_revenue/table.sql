-- group: measurement
-- access: public
create table mart.chain_revenue (
    chain_id           varchar not null,
    period             varchar not null,
    period_end_date    date not null,
    months_covered     integer not null,
    revenue_cny        decimal(38, 2),
    comparable_revenue_cny decimal(38, 2),
    same_period_revenue_cny decimal(38, 2),
    same_base_growth_rate decimal(19, 6),
    member_count       integer not null,
    reporting_count    integer not null,
    comparable_count   integer not null,
    is_ten_billion     boolean not null,
    is_flagged         boolean not null default false,
    is_synthetic       boolean not null,
    primary key (chain_id, period)
);
comment on table mart.chain_revenue is 'Revenue of a chain, year to date, from the returns of its members weighted by the share that counts for the chain. Never add chains up: a firm stands in several.';
comment on column mart.chain_revenue.chain_id is 'The chain.';
comment on column mart.chain_revenue.period is 'Month up to which the revenue of the year is added: 2015-12 is the whole of 2015.';
comment on column mart.chain_revenue.period_end_date is 'Last day of that month.';
comment on column mart.chain_revenue.months_covered is 'Months added up.';
comment on column mart.chain_revenue.revenue_cny is 'Yuan, current prices.';
comment on column mart.chain_revenue.comparable_revenue_cny is 'Yuan, of the members that gave both this value and that of the same period: compare it, not revenue_cny, with same_period_revenue_cny.';
comment on column mart.chain_revenue.same_period_revenue_cny is 'Yuan: the same months of the previous year as the members restate them, of those in comparable_revenue_cny.';
comment on column mart.chain_revenue.same_base_growth_rate is 'Growth of comparable_revenue_cny over same_period_revenue_cny, 0.1 is 10 %; null where no base is above 0.';
comment on column mart.chain_revenue.member_count is 'Enterprises in the chain that have a counted share.';
comment on column mart.chain_revenue.reporting_count is 'How many of them reported for the period; below member_count the revenue is incomplete.';
comment on column mart.chain_revenue.comparable_count is 'How many of them gave both values.';
comment on column mart.chain_revenue.is_ten_billion is 'True where revenue_cny has reached 10 billion yuan, the plan''s measure of a large chain.';
comment on column mart.chain_revenue.is_flagged is 'True where the value of a member is flagged: a newer or another cell of its row is held and not taken; or where the shares of a member are above 1 together, so that it is not counted.';
comment on column mart.chain_revenue.is_synthetic is 'True where any part is generated sample data.';
