-- check: a_file_with_held_cells_is_held_or_decided (block)
select submission_id, submission.held_count, submission_state.state
from core.submission
join mart.submission_state using (submission_id)
where submission.held_count > 0
    and submission.status not in ('refused', 'waiting')
    and submission_state.state not in ('held', 'decided');
