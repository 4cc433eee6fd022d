-- check: nothing_is_a_duplicate_of_itself (block)
select burden_duplicate_id
from mart.burden_duplicate
where form_id = other_form_id;
