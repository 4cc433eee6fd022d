-- check: every_value_is_that_of_its_observation_and_none_is_left_out (block)
with stood as (
    select
        subject_id as enterprise_id, period, indicator_id, period_kind,
        -- Yuan here, thousand yuan there; persons in both.
        (value::decimal(28, 6) * if(indicator_id = 'employee_count', 1, 1000))::decimal(24, 6) as value
    from mart.observation
    where subject_kind = 'enterprise' and product_code = '' and value is not null
),
wide as (
    select enterprise_id, period, unnest([
        {'indicator_id': 'gross_output', 'period_kind': month_kind, 'value': gross_output_cny::decimal(24, 6)},
        {'indicator_id': 'gross_output', 'period_kind': 'ytd', 'value': gross_output_ytd_cny::decimal(24, 6)},
        {'indicator_id': 'revenue', 'period_kind': month_kind, 'value': revenue_cny::decimal(24, 6)},
        {'indicator_id': 'revenue', 'period_kind': 'ytd', 'value': revenue_ytd_cny::decimal(24, 6)},
        {'indicator_id': 'operating_cost', 'period_kind': month_kind, 'value': operating_cost_cny::decimal(24, 6)},
        {'indicator_id': 'operating_cost', 'period_kind': 'ytd', 'value': operating_cost_ytd_cny::decimal(24, 6)},
        {'indicator_id': 'total_profit', 'period_kind': month_kind, 'value': total_profit_cny::decimal(24, 6)},
        {'indicator_id': 'total_profit', 'period_kind': 'ytd', 'value': total_profit_ytd_cny::decimal(24, 6)},
        {'indicator_id': 'rd_expenditure', 'period_kind': month_kind, 'value': rd_expenditure_cny::decimal(24, 6)},
        {'indicator_id': 'rd_expenditure', 'period_kind': 'ytd', 'value': rd_expenditure_ytd_cny::decimal(24, 6)},
        {'indicator_id': 'total_assets', 'period_kind': 'point', 'value': total_assets_cny::decimal(24, 6)},
        {'indicator_id': 'employee_count', 'period_kind': 'point', 'value': employee_count::decimal(24, 6)}
    ], recursive := true)
    from (select *, if(months_covered = 2, 'ytd', 'month') as month_kind from mart.enterprise_month)
)
select enterprise_id, period, indicator_id, period_kind, stood.value as observed, wide.value as written
from stood
full join (select * from wide where value is not null) as wide
    using (enterprise_id, period, indicator_id, period_kind)
where stood.value is distinct from wide.value;

-- check: every_return_has_one_row (block)
select enterprise_id, period, count(*) as row_count
from (
    select enterprise_id, period from mart.enterprise_month
    union all
    select distinct subject_id, period
    from mart.observation
    where subject_kind = 'enterprise' and product_code = ''
)
group by all
having count(*) <> 2;

-- check: january_has_no_row_and_february_covers_two_months (block)
select enterprise_id, period, months_covered
from mart.enterprise_month
where period !~ '^\d{4}-(0[2-9]|1[0-2])$'
    or months_covered <> if(right(period, 2) = '02', 2, 1)
    or period_end_date <> last_day((period || '-01')::date);
