-- check: a_contradicted_task_names_who_contradicts (block)
select task_id
from mart.task_state
where (contradicted_count > 0) <> (contradicted_by is not null);

-- check: what_is_closed_is_done_or_moot (block)
select task_id, state, escalation
from mart.task_state
where (escalation = 'closed') <> (state in ('done', 'moot'));

-- check: a_held_escalation_names_who_holds_it (block)
select task_id, escalation, held_by
from mart.task_state
where (escalation = 'held') <> (held_by is not null) or (held_by is null) <> (held_until_date is null)
    or (escalation <> 'held' and escalation <> escalation_by_rule);
