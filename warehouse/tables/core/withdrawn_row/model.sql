-- One row per withdrawn row of a file that is not a return.
select
    submission.submission_id,
    withdrawn_row.source_sheet,
    withdrawn_row.source_row,
    withdrawn_row.dataset,
    withdrawn_row.decision_id
from stage.withdrawn_row
join core.submission using (submission_number)
order by withdrawn_row.submission_number, withdrawn_row.source_sheet, withdrawn_row.source_row, withdrawn_row.dataset
