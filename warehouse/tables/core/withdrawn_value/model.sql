-- One row per value and file that a person withdrew with its row: what that file and those before it gave of the firm,
-- product, form and period. A later file that gives the row again is not touched.
with withdrawal as (
    select decision_id, submission_id, held_cell_id as row_id
    from core.decision
    where is_in_force and decision_kind = 'row_withdrawn'
),

withdrawn_row as (
    select distinct
        withdrawal.decision_id,
        observation.submission_number,
        split_part(observation.form_column_id, '.', 1) as form_id,
        observation.subject_id,
        observation.product_code,
        observation.period
    from withdrawal
    join core.observation using (submission_id)
    where withdrawal.row_id = concat_ws(
        '/', observation.submission_id, observation.source_sheet, regexp_extract(observation.source_cell, '[0-9]+$')
    )
)

select
    observation.observation_id,
    observation.submission_id,
    observation.source_sheet,
    regexp_extract(observation.source_cell, '[0-9]+$')::integer as source_row,
    max(withdrawn_row.decision_id) as decision_id
from core.observation
join withdrawn_row using (subject_id, product_code, period)
where split_part(observation.form_column_id, '.', 1) = withdrawn_row.form_id
    and observation.submission_number <= withdrawn_row.submission_number
group by all
order by observation.observation_id, observation.submission_id, source_row
