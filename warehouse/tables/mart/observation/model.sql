-- One row per indicator, subject, product, period and kind of period: the version of it that is in force.
with doubted as (
    select distinct logic_cell.observation_id
    from core.logic_cell
    join core.logic_finding using (logic_finding_id)
    where logic_finding.state = 'open'
)

select
    observation_id,
    indicator_id,
    subject_kind,
    subject_id,
    product_code,
    period,
    period_kind,
    period_end_date,
    months_covered,
    value,
    same_period_value,
    case
        when same_period_value > 0
            then try_cast((value::decimal(19, 6) - same_period_value) / same_period_value as decimal(18, 6))
    end as same_base_growth_rate,
    vintage_id,
    vintage_date,
    vintage_status,
    vintage_count,
    known_from,
    is_synthetic,
    value_in_force.is_flagged or doubted.observation_id is not null as is_flagged,
    is_corrected,
    decision_id,
    observation.submission_id,
    observation.source_sheet,
    source_cell,
    value_received,
    unit_received,
    unit_stored,
    factor,
    same_period_cell,
    same_period_received,
    form_column_id,
    decision_ids
from core.observation
join core.value_in_force on value_in_force.place = observation.rowid
left join doubted using (observation_id)
order by subject_id, indicator_id, product_code, period_kind, period
