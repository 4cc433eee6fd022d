-- check: a_warning_is_open_or_says_what_became_of_it (block)
select warning_id, outcome, reason
from mart.warning
where (outcome in ('open', 'undecided')) <> (reason is not null);

-- check: every_handling_is_of_a_warning (warn)
select warning_id, handled_date
from core.warning_handling
anti join mart.warning using (warning_id);

-- check: a_value_that_is_missing_has_a_reason (block)
select warning_id, value, value_reason
from mart.warning
where (value is null) <> (value_reason is not null);

-- check: no_warning_lies_after_the_day_of_the_build (block)
select warning_id, raised_date, known_date
from mart.warning
cross join core.snapshot
where known_date < raised_date or known_date > (snapshot.as_of + interval 8 hour)::date;

-- check: nobody_handles_a_warning_before_it_can_be_known (warn)
select warning_id, known_date, warning_handling.handled_date
from core.warning_handling
join mart.warning using (warning_id)
where warning_handling.handled_date < warning.known_date;
