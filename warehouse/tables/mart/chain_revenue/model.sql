-- One row per chain and month with a return of at least one member: revenue of the year so far. A member whose shares
-- are more than the whole together is one, and counts for nothing until the list is corrected.
with member as (
    select
        chain_id,
        enterprise_id,
        case when sum(counted_share) <= 1 then sum(counted_share) end as counted_share,
        sum(counted_share) > 1 as is_above_whole
    from core.enterprise_chain
    where counted_share is not null
    group by all
),
chain_size as (
    select chain_id, count(*)::integer as member_count
    from member
    group by all
),
part as (
    select
        member.chain_id,
        observation.period,
        observation.period_end_date,
        observation.months_covered,
        -- The indicator is stored in thousand yuan.
        observation.value::decimal(28, 6) * 1000 * member.counted_share as revenue_ytd_cny,
        observation.same_period_value::decimal(28, 6) * 1000 * member.counted_share as same_period_revenue_ytd_cny,
        member.counted_share is not null
        and observation.value is not null and observation.same_period_value is not null as is_comparable,
        observation.is_flagged or member.is_above_whole as is_flagged,
        observation.is_synthetic
    from member
    join mart.observation
        on observation.subject_id = member.enterprise_id
        and observation.indicator_id = 'revenue'
        and observation.period_kind = 'ytd'
),
so_far as (
    select
        part.chain_id,
        part.period,
        part.period_end_date,
        part.months_covered,
        sum(part.revenue_ytd_cny)::decimal(38, 2) as revenue_ytd_cny,
        (sum(part.revenue_ytd_cny) filter (part.is_comparable))::decimal(38, 2) as comparable_revenue_ytd_cny,
        (sum(part.same_period_revenue_ytd_cny) filter (part.is_comparable))::decimal(38, 2) as same_period_revenue_ytd_cny,
        case
            when sum(part.same_period_revenue_ytd_cny) filter (part.is_comparable) > 0
                then try_cast(
                    (sum(part.revenue_ytd_cny - part.same_period_revenue_ytd_cny) filter (part.is_comparable))
                    / (sum(part.same_period_revenue_ytd_cny) filter (part.is_comparable)) as decimal(18, 6)
                )
        end as same_base_growth_rate,
        chain_size.member_count,
        count(part.revenue_ytd_cny)::integer as reporting_count,
        (count(*) filter (part.is_comparable))::integer as comparable_count,
        coalesce(sum(part.revenue_ytd_cny) >= 10000000000, false) as is_ten_billion,
        bool_or(part.is_flagged) as is_flagged,
        bool_or(part.is_synthetic) as is_synthetic
    from part
    join chain_size using (chain_id)
    group by all
)
-- The last twelve months are the year before less its months until then, and the months of this year.
select
    so_far.*,
    10000000000 - so_far.revenue_ytd_cny as ten_billion_gap_cny,
    case
        when right(so_far.period, 2) = '12' then so_far.revenue_ytd_cny
        else year_before.revenue_ytd_cny - same_month.revenue_ytd_cny + so_far.revenue_ytd_cny
    end::decimal(38, 2) as revenue_12_months_cny
from so_far
left join so_far as year_before
    on year_before.chain_id = so_far.chain_id
    and year_before.period = (left(so_far.period, 4)::integer - 1) || '-12'
left join so_far as same_month
    on same_month.chain_id = so_far.chain_id
    and same_month.period = (left(so_far.period, 4)::integer - 1) || right(so_far.period, 3)
order by so_far.chain_id, so_far.period
