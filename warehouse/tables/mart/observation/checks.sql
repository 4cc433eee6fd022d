-- check: every_value_of_the_core_has_one_latest_vintage (block)
-- A value whose newest version waits has an older one only where that is not as far off.
select observation.observation_id
from core.observation
anti join core.withdrawn_value using (observation_id, submission_id)
anti join (
    select submission_id, source_sheet, source_cell
    from core.held_cell
    where state = 'rejected'
) as rejected using (submission_id, source_sheet, source_cell)
anti join (
    select observation_id
    from core.suspicion
    where severity = 'held' and state in ('open', 'rejected')
    union all
    select observation_id
    from core.series_break
    where state in ('open', 'rejected')
) as waiting using (observation_id)
anti join mart.observation as latest on latest.observation_id = observation.observation_id
union all
select observation_id
from mart.observation
group by observation_id
having count(*) > 1;

-- check: a_year_to_date_is_the_sum_of_its_months (warn)
with reported_month as (
    select subject_id, indicator_id, product_code, left(period, 4) as year, period, value
    from mart.observation
    where period_kind = 'month' and subject_kind = 'enterprise'
),
ytd as (
    select subject_id, indicator_id, product_code, left(period, 4) as year, period, value
    from mart.observation
    where period_kind = 'ytd' and subject_kind = 'enterprise'
)
select this_month.subject_id, this_month.indicator_id, this_month.product_code, this_month.period
from reported_month as this_month
join ytd as until_now using (subject_id, indicator_id, product_code, period)
join ytd as until_last_month
    on until_last_month.subject_id = this_month.subject_id
    and until_last_month.indicator_id = this_month.indicator_id
    and until_last_month.product_code = this_month.product_code
    and until_last_month.year = this_month.year
    and right(until_last_month.period, 2)::integer = right(this_month.period, 2)::integer - 1
where until_now.value <> until_last_month.value::decimal(19, 6) + this_month.value;

-- check: no_value_that_waits_or_was_rejected_is_in_force (block)
select observation.observation_id, held_cell.held_cell_id, held_cell.state
from mart.observation
join core.held_cell using (submission_id, source_sheet, source_cell)
where held_cell.state in ('open', 'rejected') and observation.value is not null;

-- check: no_withdrawn_value_is_in_force (block)
select observation.observation_id, withdrawn_value.decision_id
from mart.observation
join core.withdrawn_value using (observation_id, submission_id);
