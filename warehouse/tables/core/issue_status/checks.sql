-- check: every_status_is_of_an_issue (block)
select issue_status.issue_id
from core.issue_status
anti join core.issue using (issue_id);

-- check: nothing_that_was_done_opens_again_unseen (warn)
select issue_id, submission_id
from core.issue_status
qualify status <> 'done' and lag(status) over (partition by issue_id order by known_from, submission_id) = 'done';
