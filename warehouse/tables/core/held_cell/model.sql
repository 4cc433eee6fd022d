-- One row per cell that reading a file held, or holds under the decisions about it, or whose value looks like a slip of
-- its unit.
with suspected as (
    select distinct on (suspicion.held_cell_id)
        suspicion.*, submission.submission_number, observation.value_received
    from core.suspicion
    join core.submission using (submission_id)
    join core.observation using (observation_id, submission_id)
    where suspicion.severity = 'held'
    order by suspicion.held_cell_id, suspicion.rule_id
),

cell as (
    select * from stage.held_cell
    union all by name
    select
        held_cell_id,
        submission_number,
        source_sheet,
        source_cell,
        source_row,
        column_name,
        enterprise_id as subject,
        rule_id as rule,
        'The value is ' || if(direction = 'too_high', 'far above', 'far below')
        || coalesce(
            ' what the firm usually reports (' || usual_value::bigint || ')',
            ' what ' || head_count::bigint || ' persons make in a year'
        ) || '; look at the unit. Correct it, release it or reject it.' as message,
        value_received as text,
        state,
        null as value,
        decision_id,
        is_reused
    from suspected
    anti join stage.held_cell using (held_cell_id)
)

select
    cell.held_cell_id,
    submission.submission_id,
    coalesce(sheet.form_id, submission.form_id) as form_id,
    coalesce(sheet.period, submission.period) as period,
    cell.source_sheet,
    cell.source_cell,
    cell.source_row,
    cell.column_name,
    cell.subject,
    cell.rule,
    cell.message,
    cell.text,
    cell.state,
    cell.value,
    cell.decision_id,
    cell.is_reused
from cell
join core.submission using (submission_number)
left join core.submission_sheet as sheet
    on sheet.submission_id = submission.submission_id
    and sheet.source_sheet = cell.source_sheet
order by submission.submission_number, cell.source_sheet, cell.source_row, cell.source_cell
