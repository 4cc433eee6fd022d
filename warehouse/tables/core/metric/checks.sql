-- check: a_metric_of_an_indicator_names_one_that_exists (block)
select metric_id, indicator_id
from core.metric
anti join core.indicator using (indicator_id)
where indicator_id is not null;
