-- One row per file and sheet that holds a form.
select
    submission.submission_id,
    sheet.source_sheet,
    sheet.form_id,
    sheet.form_version,
    sheet.period,
    sheet.rows_read,
    sheet.rows_accepted,
    sheet.held_count,
    sheet.refusal
from stage.submission_sheet as sheet
join core.submission using (submission_number)
order by submission.submission_number, sheet.source_sheet
