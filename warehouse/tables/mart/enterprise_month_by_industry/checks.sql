-- check: it_is_the_sum_of_its_base_to_the_last_digit (block)
-- What the base adds, the rollup takes away again; nothing may remain of any key.
with entry as (
    select
        period, period_end_date, months_covered, industry_id, region_code, is_flagged, is_synthetic, 1 as return_count,
        gross_output_cny, (gross_output_cny is not null)::bigint as gross_output_reporting_count,
        gross_output_ytd_cny, (gross_output_ytd_cny is not null)::bigint as gross_output_ytd_reporting_count,
        revenue_cny, (revenue_cny is not null)::bigint as revenue_reporting_count,
        revenue_ytd_cny, (revenue_ytd_cny is not null)::bigint as revenue_ytd_reporting_count,
        operating_cost_cny, (operating_cost_cny is not null)::bigint as operating_cost_reporting_count,
        operating_cost_ytd_cny, (operating_cost_ytd_cny is not null)::bigint as operating_cost_ytd_reporting_count,
        total_profit_cny, (total_profit_cny is not null)::bigint as total_profit_reporting_count,
        total_profit_ytd_cny, (total_profit_ytd_cny is not null)::bigint as total_profit_ytd_reporting_count,
        rd_expenditure_cny, (rd_expenditure_cny is not null)::bigint as rd_expenditure_reporting_count,
        rd_expenditure_ytd_cny, (rd_expenditure_ytd_cny is not null)::bigint as rd_expenditure_ytd_reporting_count,
        total_assets_cny, (total_assets_cny is not null)::bigint as total_assets_reporting_count,
        employee_count, (employee_count is not null)::bigint as employee_reporting_count
    from mart.enterprise_month
    union all by name
    select
        period, period_end_date, months_covered, industry_id, region_code, is_flagged, is_synthetic, -return_count as return_count,
        -gross_output_cny as gross_output_cny, -gross_output_reporting_count as gross_output_reporting_count,
        -gross_output_ytd_cny as gross_output_ytd_cny, -gross_output_ytd_reporting_count as gross_output_ytd_reporting_count,
        -revenue_cny as revenue_cny, -revenue_reporting_count as revenue_reporting_count,
        -revenue_ytd_cny as revenue_ytd_cny, -revenue_ytd_reporting_count as revenue_ytd_reporting_count,
        -operating_cost_cny as operating_cost_cny, -operating_cost_reporting_count as operating_cost_reporting_count,
        -operating_cost_ytd_cny as operating_cost_ytd_cny, -operating_cost_ytd_reporting_count as operating_cost_ytd_reporting_count,
        -total_profit_cny as total_profit_cny, -total_profit_reporting_count as total_profit_reporting_count,
        -total_profit_ytd_cny as total_profit_ytd_cny, -total_profit_ytd_reporting_count as total_profit_ytd_reporting_count,
        -rd_expenditure_cny as rd_expenditure_cny, -rd_expenditure_reporting_count as rd_expenditure_reporting_count,
        -rd_expenditure_ytd_cny as rd_expenditure_ytd_cny, -rd_expenditure_ytd_reporting_count as rd_expenditure_ytd_reporting_count,
        -total_assets_cny as total_assets_cny, -total_assets_reporting_count as total_assets_reporting_count,
        -employee_count as employee_count, -employee_reporting_count as employee_reporting_count
    from mart.enterprise_month_by_industry
)
select period, period_end_date, months_covered, industry_id, region_code, is_flagged, is_synthetic
from entry
group by all
having sum(return_count) <> 0
    or coalesce(sum(gross_output_cny), 0) <> 0 or sum(gross_output_reporting_count) <> 0
    or coalesce(sum(gross_output_ytd_cny), 0) <> 0 or sum(gross_output_ytd_reporting_count) <> 0
    or coalesce(sum(revenue_cny), 0) <> 0 or sum(revenue_reporting_count) <> 0
    or coalesce(sum(revenue_ytd_cny), 0) <> 0 or sum(revenue_ytd_reporting_count) <> 0
    or coalesce(sum(operating_cost_cny), 0) <> 0 or sum(operating_cost_reporting_count) <> 0
    or coalesce(sum(operating_cost_ytd_cny), 0) <> 0 or sum(operating_cost_ytd_reporting_count) <> 0
    or coalesce(sum(total_profit_cny), 0) <> 0 or sum(total_profit_reporting_count) <> 0
    or coalesce(sum(total_profit_ytd_cny), 0) <> 0 or sum(total_profit_ytd_reporting_count) <> 0
    or coalesce(sum(rd_expenditure_cny), 0) <> 0 or sum(rd_expenditure_reporting_count) <> 0
    or coalesce(sum(rd_expenditure_ytd_cny), 0) <> 0 or sum(rd_expenditure_ytd_reporting_count) <> 0
    or coalesce(sum(total_assets_cny), 0) <> 0 or sum(total_assets_reporting_count) <> 0
    or coalesce(sum(employee_count), 0) <> 0 or sum(employee_reporting_count) <> 0;

-- check: every_key_has_one_row (block)
select period, industry_id, region_code, is_flagged, is_synthetic
from mart.enterprise_month_by_industry
group by all
having count(*) > 1;

-- check: a_sum_is_missing_where_nobody_reported_and_only_there (block)
select period, industry_id, region_code, is_flagged, is_synthetic
from mart.enterprise_month_by_industry
where (gross_output_cny is null) <> (gross_output_reporting_count = 0)
    or (gross_output_ytd_cny is null) <> (gross_output_ytd_reporting_count = 0)
    or (revenue_cny is null) <> (revenue_reporting_count = 0)
    or (revenue_ytd_cny is null) <> (revenue_ytd_reporting_count = 0)
    or (operating_cost_cny is null) <> (operating_cost_reporting_count = 0)
    or (operating_cost_ytd_cny is null) <> (operating_cost_ytd_reporting_count = 0)
    or (total_profit_cny is null) <> (total_profit_reporting_count = 0)
    or (total_profit_ytd_cny is null) <> (total_profit_ytd_reporting_count = 0)
    or (rd_expenditure_cny is null) <> (rd_expenditure_reporting_count = 0)
    or (rd_expenditure_ytd_cny is null) <> (rd_expenditure_ytd_reporting_count = 0)
    or (total_assets_cny is null) <> (total_assets_reporting_count = 0)
    or (employee_count is null) <> (employee_reporting_count = 0);
