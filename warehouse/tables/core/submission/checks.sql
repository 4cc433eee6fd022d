-- check: a_refused_file_says_why (block)
select submission_id
from core.submission
where (status = 'refused') <> (refusal is not null);

-- check: no_more_rows_accepted_than_read (block)
select submission_id, rows_read, rows_accepted
from core.submission
where rows_accepted > rows_read;
