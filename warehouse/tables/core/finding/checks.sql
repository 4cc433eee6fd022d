-- check: held_cells_are_counted_by_their_submission (warn)
-- The ledger counts what a file held when it came; a later version may read the same bytes more strictly.
select submission.submission_id, submission.held_count, count(finding.finding_id) as findings
from core.submission
left join core.finding on finding.submission_id = submission.submission_id and finding.severity = 'held'
group by all
having submission.held_count <> count(finding.finding_id);

-- check: a_held_cell_says_where_it_stands (block)
select finding_id
from core.finding
where severity = 'held' and source_cell is null;

-- check: a_finding_is_settled_by_a_confirmation_that_is_in_force (block)
select finding.finding_id, finding.decision_id
from core.finding
left join core.decision using (decision_id)
where finding.decision_id is not null
    and (decision.is_in_force is distinct from true or decision.decision_kind <> 'confirmed');
