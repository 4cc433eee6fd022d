-- check: no_value_of_a_series_is_an_observation (block)
select observation.observation_id, observation.submission_id
from core.observation
semi join core.series_value using (submission_id, source_sheet, source_cell)
where observation.value is not null;
