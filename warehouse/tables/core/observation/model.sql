-- One row per indicator, subject, product, period, kind of period, vintage and submission.
select
    concat_ws(
        '.', observation.indicator_id, subject.subject_id, nullif(observation.product_code, ''),
        observation.period, observation.period_kind
    ) as observation_id,
    observation.indicator_id,
    observation.subject_kind,
    subject.subject_id,
    observation.product_code,
    observation.period,
    observation.period_kind,
    case
        when observation.period like '____-Q_'
            then last_day(make_date(left(observation.period, 4)::integer, right(observation.period, 1)::integer * 3, 1))
        when observation.period like '____-__' then last_day((observation.period || '-01')::date)
        else make_date(observation.period::integer, 12, 31)
    end as period_end_date,
    observation.months_covered,
    observation.value,
    observation.same_period_value,
    observation.unit_received,
    observation.value_received,
    observation.unit_stored,
    observation.factor,
    observation.vintage_id,
    observation.vintage_date,
    vintage.status as vintage_status,
    submission.received_at as known_from,
    submission.is_synthetic,
    observation.source_note,
    observation.is_flagged,
    observation.is_corrected,
    observation.decision_id,
    observation.decision_ids,
    submission.submission_id,
    submission.submission_number,
    observation.source_sheet,
    observation.source_column || observation.source_row as source_cell,
    observation.same_period_column || observation.source_row as same_period_cell,
    observation.same_period_received,
    coalesce(sheet.form_id, reading.form_id, submission.form_id) || '.' || observation.column_name as form_column_id
from stage.observation
join core.submission using (submission_number)
join core.vintage using (vintage_id)
left join stage.reading as reading using (submission_number)
left join core.submission_sheet as sheet
    on sheet.submission_id = submission.submission_id
    and sheet.source_sheet = observation.source_sheet
join core.reporting_subject as subject using (submission_number, subject_kind, subject_code)
where subject.is_counted
order by subject_id, indicator_id, product_code, period, period_kind, submission_number, observation.vintage_id
