-- One row per indicator, subject, product, period and kind of period: the newest vintage that we know.
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
            then try_cast((value - same_period_value) / same_period_value as decimal(18, 6))
    end as same_base_growth_rate,
    vintage_id,
    vintage_date,
    count(*) over one_value::integer as vintage_count,
    known_from,
    is_synthetic,
    is_flagged,
    is_corrected,
    decision_id,
    submission_id,
    source_sheet,
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
left join core.vintage using (vintage_id)
window one_value as (partition by subject_id, indicator_id, product_code, period, period_kind)
qualify row_number() over (
    one_value
    order by coalesce(vintage.ordinal, 10) desc, vintage_date desc nulls last, submission_number desc
) = 1
order by subject_id, indicator_id, product_code, period_kind, period
