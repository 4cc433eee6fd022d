-- check: a_value_is_on_the_side_that_its_change_says (block)
select observation_id, change, value_before, value_after
from core.release_value
where (change = 'dropped' and (value_before is null or value_after is not null))
    or (change = 'added' and (value_before is not null or value_after is null))
    or change not in ('dropped', 'corrected', 'added');
