-- check: no_overlapping_area_is_in_a_sum_of_prefectures (block)
with counted as (
    select period, is_synthetic, sum(revenue_cny) as revenue_cny, any_value(period_end_date) as period_end_date
    from mart.park_month
    where group_kind = 'prefecture'
    group by all
),
parks as (
    select month.period, month.is_synthetic, sum(month.revenue_cny) as revenue_cny
    from mart.park_month as month
    join core.park using (park_id)
    join core.region on region.region_code = park.region_code
    where region.level <> 'reporting_area' and region.prefecture_region_code is not null
    group by all
)
select counted.period, counted.revenue_cny, parks.revenue_cny
from counted
left join parks using (period, is_synthetic)
-- Each row is rounded to the cent.
where abs(coalesce(counted.revenue_cny, 0) - coalesce(parks.revenue_cny, 0)) > 10;

-- check: a_number_of_a_park_that_is_missing_has_a_reason (block)
select park_month_id
from mart.park_month
where (revenue_cny is null or gross_output_cny is null) <> (reason is not null)
    or (revenue_growth is null) <> (revenue_growth_reason is not null)
    or (output_growth is null) <> (output_growth_reason is not null)
    or (gross_output_ytd_cny is null) <> (year_reason is not null)
    or (register_difference_cny is null) <> (register_reason is not null);
