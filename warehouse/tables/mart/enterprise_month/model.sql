-- One row per enterprise and month with a financial return: its newest values side by side.
with returned as (
    select
        subject_id as enterprise_id, period, period_end_date, indicator_id, period_kind, value, is_flagged, is_synthetic,
        -- The indicators are stored in thousand yuan with six places: three places are exact, and the cast has room
        -- for a thousand times the largest.
        if(indicator_id <> 'employee_count', (value::decimal(28, 6) * 1000)::decimal(18, 3), null) as yuan,
        -- The form is not collected for January, and its February covers both (docs/sources/calendar.md).
        right(period, 2) = '02' as is_combined,
        period_kind = if(is_combined, 'ytd', 'month') as is_own
    from mart.observation
    where subject_kind = 'enterprise'
        and product_code = ''
        and (
            indicator_id in ('gross_output', 'revenue', 'operating_cost', 'total_profit', 'rd_expenditure')
            and period_kind in ('month', 'ytd')
            or indicator_id in ('total_assets', 'employee_count') and period_kind = 'point'
        )
)
select
    enterprise_id,
    period,
    any_value(period_end_date) as period_end_date,
    any_value(if(is_combined, 2, 1)) as months_covered,
    any_value(enterprise.region_code) as region_code,
    any_value(enterprise.industry_id) as industry_id,
    max(yuan) filter (indicator_id = 'gross_output' and is_own) as gross_output_cny,
    max(yuan) filter (indicator_id = 'gross_output' and period_kind = 'ytd') as gross_output_ytd_cny,
    max(yuan) filter (indicator_id = 'revenue' and is_own) as revenue_cny,
    max(yuan) filter (indicator_id = 'revenue' and period_kind = 'ytd') as revenue_ytd_cny,
    max(yuan) filter (indicator_id = 'operating_cost' and is_own) as operating_cost_cny,
    max(yuan) filter (indicator_id = 'operating_cost' and period_kind = 'ytd') as operating_cost_ytd_cny,
    max(yuan) filter (indicator_id = 'total_profit' and is_own) as total_profit_cny,
    max(yuan) filter (indicator_id = 'total_profit' and period_kind = 'ytd') as total_profit_ytd_cny,
    max(yuan) filter (indicator_id = 'rd_expenditure' and is_own) as rd_expenditure_cny,
    max(yuan) filter (indicator_id = 'rd_expenditure' and period_kind = 'ytd') as rd_expenditure_ytd_cny,
    max(yuan) filter (indicator_id = 'total_assets') as total_assets_cny,
    max(value) filter (indicator_id = 'employee_count') as employee_count,
    bool_or(returned.is_flagged) as is_flagged,
    bool_or(returned.is_synthetic) as is_synthetic
from returned
join core.enterprise using (enterprise_id)
group by enterprise_id, period
-- Year, then enterprise: an enterprise's last months lie together, and a question about one year reads no other.
order by left(period, 4), enterprise_id, period
