-- One row per chain and month with a return of at least one member: revenue of the year so far.
with member as (
    select chain_id, enterprise_id, sum(counted_share) as counted_share
    from core.enterprise_chain
    where counted_share is not null
    group by all
),
chain_size as (
    select chain_id, count(*)::integer as member_count
    from member
    group by all
)
select
    member.chain_id,
    observation.period,
    observation.period_end_date,
    observation.months_covered,
    -- The indicator is stored in thousand yuan.
    sum(observation.value::decimal(28, 6) * 1000 * member.counted_share)::decimal(38, 2) as revenue_cny,
    sum(observation.same_period_value::decimal(28, 6) * 1000 * member.counted_share)::decimal(38, 2) as same_period_revenue_cny,
    chain_size.member_count,
    count(observation.value)::integer as reporting_count,
    coalesce(sum(observation.value::decimal(28, 6) * 1000 * member.counted_share) >= 10000000000, false) as is_ten_billion,
    bool_or(observation.is_synthetic) as is_synthetic
from member
join chain_size using (chain_id)
join mart.observation
    on observation.subject_id = member.enterprise_id
    and observation.indicator_id = 'revenue'
    and observation.period_kind = 'ytd'
group by all
order by chain_id, period
