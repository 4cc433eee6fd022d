-- check: the_sheets_of_a_file_have_all_of_its_rows (block)
-- As the file is read now: the ledger counts what was read when it came.
select submission.submission_id, reading.rows_read, sum(sheet.rows_read) as rows_on_sheets
from core.submission
join stage.reading as reading using (submission_number)
join core.submission_sheet as sheet using (submission_id)
where reading.refusal is null
group by submission.submission_id, reading.rows_read
having sum(sheet.rows_read) <> reading.rows_read;
