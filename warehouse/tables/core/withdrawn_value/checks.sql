-- check: a_value_is_withdrawn_by_a_decision_in_force (block)
select withdrawn_value.observation_id, withdrawn_value.decision_id
from core.withdrawn_value
left join core.decision using (decision_id)
where decision.is_in_force is distinct from true;
