-- check: a_file_is_read_under_a_known_revision (block)
select submission_id, read_under_revision_id
from mart.submission_state
where read_under_revision_id not in (select revision_id from core.programme);

-- check: a_file_with_held_cells_is_held_or_decided (block)
select submission_id, state
from mart.submission_state
where submission_id in (select submission_id from core.finding where severity = 'held')
    and state not in ('refused', 'waiting', 'held', 'decided');
