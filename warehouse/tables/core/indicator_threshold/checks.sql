-- check: every_threshold_has_a_bound_and_an_indicator (block)
select indicator_threshold_id
from core.indicator_threshold
left join core.indicator using (indicator_id)
where indicator.indicator_id is null or (below is null and above is null);
