-- check: every_application_stands_at_one_step (block)
select application_id, count(*) filter (is_current) as current_count
from core.application_step
group by application_id
having count(*) filter (is_current) <> 1;

-- check: an_application_is_of_one_firm (warn)
select application_id, count(distinct credit_code) as firm_count
from core.application_step
group by application_id
having count(distinct credit_code) > 1;
