-- One row per enterprise with a stated share and month with a return: revenue of the year so far and its SEI part.
with doubted as (
    select distinct enterprise_sei_share_id
    from core.logic_cell
    join core.logic_finding using (logic_finding_id)
    where logic_finding.state = 'open'
),
coefficient as (
    select
        enterprise_id,
        year as share_year,
        case
            when bool_or(sei_share not between 0 and 1) then null
            when count(*) = 1 then max(sei_share)
            when count(product_output_cny) = count(*)
                and min(product_output_cny) >= 0
                and sum(product_output_cny) > 0
                then (sum(product_output_cny * sei_share) / sum(product_output_cny))::decimal(18, 6)
        end as sei_share,
        bool_or(is_flagged or doubted.enterprise_sei_share_id is not null) as is_flagged,
        bool_or(is_synthetic) as is_synthetic
    from core.enterprise_sei_share
    left join doubted using (enterprise_sei_share_id)
    group by all
),
revenue as (
    select
        subject_id as enterprise_id, period, left(period, 4) as year, period_end_date, months_covered,
        -- The indicator is stored in thousand yuan.
        (value::decimal(28, 6) * 1000)::decimal(38, 2) as revenue_ytd_cny, is_flagged, is_synthetic,
        submission_id
    from mart.observation
    semi join coefficient on coefficient.enterprise_id = observation.subject_id
    where indicator_id = 'revenue' and subject_kind = 'enterprise' and period_kind = 'ytd'
)
select
    revenue.enterprise_id,
    revenue.period,
    revenue.period_end_date,
    revenue.months_covered,
    revenue.revenue_ytd_cny,
    coefficient.share_year,
    coefficient.sei_share,
    coalesce(coefficient.share_year = revenue.year, false) as is_share_of_same_year,
    (revenue.revenue_ytd_cny * coefficient.sei_share)::decimal(38, 2) as sei_revenue_ytd_cny,
    revenue.is_flagged or coalesce(coefficient.is_flagged, false) as is_flagged,
    revenue.is_synthetic or coalesce(coefficient.is_synthetic, false) as is_synthetic,
    revenue.submission_id
from revenue
left join coefficient
    on coefficient.enterprise_id = revenue.enterprise_id
    and coefficient.share_year <= revenue.year
qualify row_number() over (
    partition by revenue.enterprise_id, revenue.period
    order by coefficient.share_year desc nulls last
) = 1
order by enterprise_id, period
