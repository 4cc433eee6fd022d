-- check: the_snapshot_is_one_row (block)
select count(*) as snapshot_rows
from core.snapshot
having count(*) <> 1;

-- check: nothing_in_it_arrived_after_its_as_of_instant (block)
select submission.submission_id, submission.received_at, snapshot.as_of
from core.submission
join core.snapshot on submission.received_at > snapshot.as_of;
