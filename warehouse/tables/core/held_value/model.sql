-- One row per cell with a value that was not taken, and of which it is known what it is about.
with subject as (
    select enterprise_id as subject_id, 'enterprise' as subject_kind, identifier_code as subject_code
    from core.enterprise_identity
    union all
    select region_code, 'region', region_code
    from core.region
    union all
    select 'world', 'world', 'world'
)

select
    submission.submission_id,
    held_value.source_sheet,
    held_value.source_column || held_value.source_row as source_cell,
    held_value.indicator_id,
    held_value.subject_kind,
    subject.subject_id,
    held_value.product_code,
    held_value.period,
    held_value.period_kind
from stage.held_value
join core.submission using (submission_number)
join subject using (subject_kind, subject_code)
order by submission.submission_number, held_value.source_sheet, held_value.source_row, held_value.source_column
