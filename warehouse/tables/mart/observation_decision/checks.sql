-- check: every_decision_that_a_value_rests_on_is_in_force (block)
select observation_decision.observation_id, observation_decision.decision_id
from mart.observation_decision
left join core.decision using (decision_id)
where decision.is_in_force is distinct from true;
