-- One row per enterprise, product and month with an output return: quantity, price and capacity, with their own bases.
select
    subject_id as enterprise_id,
    product_code,
    period,
    max(value) filter (indicator_id = 'product_output') as quantity,
    max(same_period_value) filter (indicator_id = 'product_output') as restated_quantity,
    max(value) filter (indicator_id = 'product_price') as price_cny,
    max(same_period_value) filter (indicator_id = 'product_price') as restated_price_cny,
    max(value) filter (indicator_id = 'product_capacity') as capacity,
    max(unit_stored) filter (indicator_id = 'product_output') as unit,
    bool_or(is_flagged) as is_flagged,
    bool_or(is_synthetic) as is_synthetic
from mart.observation
where subject_kind = 'enterprise'
    and product_code <> ''
    and (
        -- February is January and February together: a year to date.
        indicator_id in ('product_output', 'product_price')
        and period_kind = if(right(period, 2) = '02', 'ytd', 'month')
        or indicator_id = 'product_capacity'
    )
group by all
order by enterprise_id, product_code, period
