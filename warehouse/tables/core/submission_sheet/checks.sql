-- check: the_sheets_of_a_file_have_all_of_its_rows (block)
select submission.submission_id, submission.rows_read, sum(sheet.rows_read) as rows_on_sheets
from core.submission
join core.submission_sheet as sheet using (submission_id)
where submission.refusal is null
group by submission.submission_id, submission.rows_read
having sum(sheet.rows_read) <> submission.rows_read;
