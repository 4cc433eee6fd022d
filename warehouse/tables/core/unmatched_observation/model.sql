-- One row per staged value whose subject is in no register.
with subject as (
    select 'enterprise' as subject_kind, credit_code as subject_code
    from core.enterprise
    union all
    select 'region', region_code
    from core.region
    union all
    select 'world', 'world'
)
select
    observation.indicator_id,
    observation.subject_kind,
    observation.subject_code,
    observation.product_code,
    observation.period,
    observation.period_kind,
    observation.value,
    submission.submission_id,
    observation.source_sheet,
    observation.source_column || observation.source_row as source_cell
from stage.observation
join core.submission using (submission_number)
anti join subject using (subject_kind, subject_code)
order by subject_kind, subject_code, period, indicator_id, product_code, period_kind, submission_id
