-- check: a_row_is_withdrawn_by_a_decision_in_force (block)
select withdrawn_row.submission_id, withdrawn_row.decision_id
from core.withdrawn_row
left join core.decision using (decision_id)
where decision.is_in_force is distinct from true;
-- check: no_withdrawn_row_is_in_a_register (block)
select withdrawn_row.submission_id, withdrawn_row.source_row
from core.withdrawn_row
join core.fund using (submission_id, source_sheet, source_row)
where withdrawn_row.dataset = 'fund'
union all
select withdrawn_row.submission_id, withdrawn_row.source_row
from core.withdrawn_row
join core.project using (submission_id, source_sheet, source_row)
where withdrawn_row.dataset = 'project'
union all
select withdrawn_row.submission_id, withdrawn_row.source_row
from core.withdrawn_row
join core.enterprise using (submission_id, source_sheet, source_row)
where withdrawn_row.dataset = 'enterprise';
