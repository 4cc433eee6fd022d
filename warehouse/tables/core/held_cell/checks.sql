-- check: every_held_finding_is_a_held_cell (block)
select finding.finding_id
from core.finding
anti join core.held_cell using (submission_id, source_sheet, source_cell)
where finding.severity = 'held';

-- check: a_cell_is_settled_by_a_decision_that_is_in_force (block)
select held_cell.held_cell_id, held_cell.state
from core.held_cell
left join core.decision using (decision_id)
where held_cell.state <> 'open' and decision.is_in_force is distinct from true;

-- A value that looks like a slip of its unit, or does not fit another, was read and is an observation; mart.observation leaves it out. It is no
-- suspicion any more when a later file has replaced it, but who rejected it has rejected it.
-- check: no_value_of_an_open_or_rejected_cell_is_an_observation (block)
select held_cell.held_cell_id, observation.observation_id
from core.held_cell
join core.observation
    on observation.submission_id = held_cell.submission_id
    and observation.source_sheet = held_cell.source_sheet
    and observation.source_cell = held_cell.source_cell
anti join core.suspicion on suspicion.held_cell_id = held_cell.held_cell_id
anti join core.plausibility_rule on plausibility_rule.rule_id = held_cell.rule
anti join core.logic_rule on logic_rule.rule_id = held_cell.rule
where held_cell.state in ('open', 'rejected') and observation.value is not null;
