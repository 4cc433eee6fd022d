-- check: every_break_is_about_an_observation (block)
select observation_id
from core.series_break
anti join core.observation using (observation_id, submission_id, vintage_id);
