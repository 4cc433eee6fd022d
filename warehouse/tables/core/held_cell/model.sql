-- One row per cell that reading a file held, or holds under the decisions about it.
select
    held_cell.held_cell_id,
    submission.submission_id,
    coalesce(sheet.form_id, submission.form_id) as form_id,
    coalesce(sheet.period, submission.period) as period,
    held_cell.source_sheet,
    held_cell.source_cell,
    held_cell.source_row,
    held_cell.column_name,
    held_cell.subject,
    held_cell.rule,
    held_cell.message,
    held_cell.text,
    held_cell.state,
    held_cell.value,
    held_cell.decision_id,
    held_cell.is_reused
from stage.held_cell
join core.submission using (submission_number)
left join core.submission_sheet as sheet
    on sheet.submission_id = submission.submission_id
    and sheet.source_sheet = held_cell.source_sheet
order by submission.submission_number, held_cell.source_sheet, held_cell.source_row, held_cell.source_cell
