-- check: the_money_of_firms_is_what_funds_put_into_firms_of_the_register (block)
with of_funds as (
    select sum(amount_cny) as amount_cny from mart.fund_lookthrough where enterprise_id is not null
),
of_firms as (
    select sum(amount_cny) as amount_cny
    from mart.enterprise_money
    where channel in ('guide', 'national', 'regional', 'other')
)
select of_funds.amount_cny, of_firms.amount_cny as firms_cny
from of_funds, of_firms
where of_funds.amount_cny is distinct from of_firms.amount_cny;

-- check: no_enterprise_gets_public_money_by_overlapping_channels (warn)
select distinct enterprise_id, year
from mart.enterprise_money
where is_overlapping;
