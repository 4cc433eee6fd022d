-- check: held_cells_are_counted_by_their_submission (block)
select submission.submission_id, submission.held_count, count(finding.finding_id) as findings
from core.submission
left join core.finding on finding.submission_id = submission.submission_id and finding.severity = 'held'
group by all
having submission.held_count <> count(finding.finding_id);

-- check: a_held_cell_says_where_it_stands (block)
select finding_id
from core.finding
where severity = 'held' and source_cell is null;
