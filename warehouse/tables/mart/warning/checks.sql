-- check: a_warning_is_open_or_says_what_became_of_it (block)
select warning_id, outcome, reason
from mart.warning
where (outcome in ('open', 'undecided')) <> (reason is not null);

-- check: every_handling_is_of_a_warning (warn)
select warning_id, handled_date
from core.warning_handling
anti join mart.warning using (warning_id);
