-- check: a_contradicted_task_names_who_contradicts (block)
select task_id
from mart.task_state
where (contradicted_count > 0) <> (contradicted_by is not null);

-- check: what_is_closed_is_done_or_moot (block)
select task_id, state, escalation
from mart.task_state
where (escalation = 'closed') <> (state in ('done', 'moot'));
