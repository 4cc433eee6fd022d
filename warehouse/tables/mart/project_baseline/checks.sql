-- check: a_drift_that_is_missing_has_a_reason (block)
select project_id, plan_year
from mart.project_baseline
where plan_drift is null and reason is null;
