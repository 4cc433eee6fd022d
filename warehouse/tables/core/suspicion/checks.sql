-- check: every_suspicion_is_about_an_observation (block)
select observation_id
from core.suspicion
anti join core.observation using (observation_id);

-- check: no_reported_value_looks_like_a_slip_of_its_unit (warn)
select observation_id, rule_id, direction, value, usual_value, submission_id, source_sheet, source_cell
from core.suspicion;
