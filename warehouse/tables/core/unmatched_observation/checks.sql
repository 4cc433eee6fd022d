-- check: every_reporter_is_in_the_register (warn)
select subject_kind, subject_code, count(*) as waiting_values
from core.unmatched_observation
group by all;
