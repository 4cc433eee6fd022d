-- One row per staged value whose subject is in no register, or has a newer code in the same file.
with subject as (
    select submission_number, subject_kind, subject_code
    from core.reporting_subject
    where is_counted
)
select
    observation.indicator_id,
    observation.subject_kind,
    observation.subject_code,
    observation.product_code,
    observation.period,
    observation.period_kind,
    observation.value,
    observation.is_flagged,
    submission.submission_id,
    observation.source_sheet,
    observation.source_column || observation.source_row as source_cell
from stage.observation
join core.submission using (submission_number)
anti join subject using (submission_number, subject_kind, subject_code)
order by subject_kind, subject_code, period, indicator_id, product_code, period_kind, submission_id
