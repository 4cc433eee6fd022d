-- check: a_file_that_was_not_taken_says_why (block)
select submission_id
from core.submission
where (status in ('refused', 'waiting')) <> (refusal is not null);

-- check: what_a_file_was_named_has_a_person (block)
select submission_id
from core.submission
where named_by is null
    and coalesce(named_indicator_id, named_unit_id, named_vintage_id, named_region_code) is not null;

-- check: no_more_rows_accepted_than_read (block)
select submission_id, rows_read, rows_accepted
from core.submission
where rows_accepted > rows_read;
