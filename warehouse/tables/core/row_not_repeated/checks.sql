-- check: a_row_that_is_not_repeated_was_in_an_earlier_file (block)
select later.submission_id, row_not_repeated.row_id
from core.row_not_repeated
join core.submission as later using (submission_id)
join core.submission as earlier on earlier.submission_id = row_not_repeated.earlier_submission_id
where earlier.submission_number >= later.submission_number;
