-- One row per fund with reported flows: its public market equivalent by the series `equity_index` of the programme.
with level as (
    -- The newest vintage of each period; a monthly value is of the last day of its month.
    select period, period_end_date, value, is_flagged
    from core.observation
    where indicator_id = 'equity_index' and period_kind in ('month', 'point') and value > 0
    qualify row_number() over (partition by period_end_date order by known_from desc, submission_number desc) = 1
),
nav as (
    select fund_id, valuation_date as nav_date, nav_cny, is_flagged
    from core.fund_valuation
    where is_latest
),
flow as (
    select fund_id, contribution_date as day, paid_in_cny as paid_cny, 0 as back_cny, is_flagged
    from core.fund_contribution
    union all
    select fund_id, distribution_date, 0, amount_cny, is_flagged
    from core.fund_distribution
),
dated as (
    select flow.*, level.value as index_value, level.is_flagged as is_index_flagged
    from flow
    asof left join level on flow.day >= level.period_end_date
),
at_nav as (
    select nav.*, level.value as index_value, level.period as index_period, level.is_flagged as is_index_flagged
    from nav
    asof left join level on nav.nav_date >= level.period_end_date
),
grown as (
    select
        dated.fund_id,
        count(*) filter (
            where dated.day <= at_nav.nav_date and dated.paid_cny + dated.back_cny <> 0 and dated.index_value is null
        ) as early_count,
        sum(dated.paid_cny * at_nav.index_value::double / dated.index_value)
            filter (where dated.day <= at_nav.nav_date) as paid_in,
        sum(dated.back_cny * at_nav.index_value::double / dated.index_value)
            filter (where dated.day <= at_nav.nav_date) as distributed,
        bool_or(dated.is_flagged or coalesce(dated.is_index_flagged, false)) as is_flagged
    from dated
    left join at_nav using (fund_id)
    group by all
),
judged as (
    select
        grown.fund_id,
        at_nav.nav_date,
        at_nav.nav_cny,
        at_nav.index_value,
        at_nav.index_period,
        grown.paid_in,
        coalesce(grown.distributed, 0) + at_nav.nav_cny as back,
        grown.distributed,
        case
            when not exists (from level) then 'no_source'
            when at_nav.nav_date is null then 'not_reported'
            when at_nav.index_value is null or grown.early_count > 0 then 'period_out_of_range'
            when coalesce(grown.paid_in, 0) <= 0 then 'nothing_paid'
            when (coalesce(grown.distributed, 0) + at_nav.nav_cny) / grown.paid_in >= 1e11 then 'out_of_range'
        end as reason,
        grown.is_flagged or coalesce(at_nav.is_flagged, false) or coalesce(at_nav.is_index_flagged, false) as is_flagged
    from grown
    left join at_nav using (fund_id)
)
select
    fund_id,
    'equity_index' as index_indicator_id,
    nav_date,
    nav_cny,
    index_value::decimal(18, 6) as index_value,
    index_period,
    case when reason is null then paid_in::decimal(38, 2) end as grown_paid_in_cny,
    case when reason is null then distributed::decimal(38, 2) end as grown_distributed_cny,
    case when reason is null then (back / paid_in)::decimal(18, 6) end as ks_pme,
    reason,
    judged.is_flagged,
    fund.is_synthetic
from judged
join core.fund using (fund_id)
order by fund_id
