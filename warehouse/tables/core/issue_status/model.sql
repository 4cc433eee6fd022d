-- One row per issue and ledger that has it.
select
    staged.issue_code || '-' || submission.submission_id as issue_status_id,
    staged.issue_code as issue_id,
    staged.issue_status as status,
    staged.progress_note,
    staged.due_date,
    staged.person_name,
    submission.received_at as known_from,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.issue as staged
join core.submission using (submission_number)
qualify row_number() over (partition by staged.issue_code, submission.submission_id order by staged.source_row) = 1
order by issue_id, submission.submission_number
