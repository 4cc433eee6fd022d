-- One row per chain and month with a return of at least one member: revenue of the year so far, and of the last twelve
-- months. Shares are those of mart.subject_enterprise: scaled where all chains together claim more than 1. A member whose
-- shares in one chain are more than the whole is one, and counts for nothing until the list is corrected.
with member as (
    select
        chain.chain_id,
        chain.is_synthetic,
        placed.enterprise_id,
        counted.weight as counted_share,
        placed.counted_share > 1 or placed.counted_share <> counted.weight as is_above_whole,
        ended.change_date as end_date
    from (
        select chain_id, enterprise_id, sum(counted_share) as counted_share
        from core.enterprise_chain
        where counted_share is not null
        group by all
    ) as placed
    join core.chain using (chain_id)
    left join mart.subject_enterprise as counted
        on counted.subject_kind = 'chain'
        and counted.subject_id = placed.chain_id
        and counted.enterprise_id = placed.enterprise_id
    left join (
        -- The first day of its last absence: a firm that came back has not ended.
        select enterprise_id, min(change_date) as change_date
        from (
            select
                *,
                max(change_date) filter (where new_status = 'active') over (partition by enterprise_id) as return_date
            from core.enterprise_change
            where is_applied
        )
        where (change_kind = 'merger' or new_status = 'exited') and (return_date is null or change_date > return_date)
        group by all
    ) as ended on ended.enterprise_id = placed.enterprise_id
),
chain_size as (
    select chain_id, count(*)::integer as member_count
    from member
    group by all
),
part as (
    select
        member.chain_id,
        member.enterprise_id,
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
        and observation.is_synthetic = member.is_synthetic
    -- A member that left or merged counts for the periods before its end.
    where member.end_date is null or observation.period_end_date < member.end_date
),
-- The last twelve months of a member are its year before, less the months of it until then, and the months of this year.
running as (
    select
        part.chain_id,
        part.enterprise_id,
        part.period,
        case
            when right(part.period, 2) = '12' then part.revenue_ytd_cny
            else year_before.revenue_ytd_cny - same_month.revenue_ytd_cny + part.revenue_ytd_cny
        end as revenue_12_months_cny
    from part
    left join part as year_before
        on year_before.chain_id = part.chain_id
        and year_before.enterprise_id = part.enterprise_id
        and year_before.period = (left(part.period, 4)::integer - 1) || '-12'
    left join part as same_month
        on same_month.chain_id = part.chain_id
        and same_month.enterprise_id = part.enterprise_id
        and same_month.period = (left(part.period, 4)::integer - 1) || right(part.period, 3)
),
running_growth as (
    select
        now.chain_id,
        now.period,
        sum(now.revenue_12_months_cny) as revenue_cny,
        sum(before.revenue_12_months_cny) as base_cny
    from running as now
    join running as before
        on before.chain_id = now.chain_id
        and before.enterprise_id = now.enterprise_id
        and before.period = (left(now.period, 4)::integer - 1) || right(now.period, 3)
    where now.revenue_12_months_cny is not null and before.revenue_12_months_cny is not null
    group by all
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
        bool_or(part.is_flagged) as is_flagged,
        bool_or(part.is_synthetic) as is_synthetic
    from part
    join chain_size using (chain_id)
    group by all
),
twelve_months as (
    select
        period.chain_id,
        period.period,
        sum(running.revenue_12_months_cny)::decimal(38, 2) as revenue_12_months_cny,
        count(running.revenue_12_months_cny)::integer as running_count,
        string_agg(enterprise.name_zh, '、' order by enterprise.enterprise_id)
            filter (running.revenue_12_months_cny is null) as running_not_counted_names_zh
    from so_far as period
    join member
        on member.chain_id = period.chain_id
        -- Nobody misses a member in a period after its end.
        and (member.end_date is null or period.period_end_date < member.end_date)
    join core.enterprise using (enterprise_id)
    left join running
        on running.chain_id = period.chain_id
        and running.period = period.period
        and running.enterprise_id = member.enterprise_id
    group by all
),
lately as (
    select
        so_far.*,
        line_cny,
        horizon_years,
        coalesce(so_far.revenue_ytd_cny >= line_cny, false) as is_ten_billion,
        line_cny - so_far.revenue_ytd_cny as ten_billion_gap_cny,
        twelve_months.revenue_12_months_cny,
        coalesce(twelve_months.running_count, 0) as running_count,
        twelve_months.running_not_counted_names_zh,
        (coalesce(twelve_months.running_count, 0) / so_far.member_count)::decimal(19, 6) as running_reporting_share,
        coalesce(twelve_months.revenue_12_months_cny >= line_cny, false) as is_ten_billion_running,
        greatest(line_cny - twelve_months.revenue_12_months_cny, 0)::decimal(38, 2) as running_gap_cny,
        case
            when running_growth.base_cny > 0
                then try_cast(running_growth.revenue_cny / running_growth.base_cny - 1 as decimal(18, 6))
        end as running_growth_rate
    from so_far
    asof left join core.ten_billion_rule as rule on rule.valid_from <= so_far.period_end_date
    left join twelve_months using (chain_id, period)
    left join running_growth using (chain_id, period)
),
-- Years to the line at the growth of the last twelve months, as mart.chain_year has them by full years.
paced as (
    select
        *,
        case
            when running_growth_rate > 0 and revenue_12_months_cny > 0 and not is_ten_billion_running
                then ceil(
                    ln(line_cny::double / revenue_12_months_cny::double) / ln(1 + running_growth_rate::double)
                )::bigint
        end as years
    from lately
)
select
    * exclude (line_cny, horizon_years, years),
    case when years <= horizon_years then (left(period, 4)::integer + years)::varchar end as running_expected_year,
    case
        when years <= horizon_years then null
        when revenue_12_months_cny is null then 'not_reported'
        when is_ten_billion_running then 'already_met'
        when running_growth_rate is null then 'one_year_only'
        when years is null then 'not_at_this_pace'
        else 'beyond_horizon'
    end as running_expected_reason
from paced
order by chain_id, period
