-- One row per warning and day: the newest file that has it.
select
    staged.warning_code || '@' || staged.handled_date as warning_handling_id,
    staged.warning_code as warning_id,
    staged.handled_date,
    staged.handling_status,
    staged.person_name as handled_by,
    staged.verdict,
    staged.note,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.warning_handling as staged
join core.submission using (submission_number)
qualify row_number() over (
    partition by staged.warning_code, staged.handled_date
    order by staged.submission_number desc, staged.source_row desc
) = 1
order by warning_handling_id
