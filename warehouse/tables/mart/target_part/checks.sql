-- check: the_parts_of_a_target_add_up (warn)
select distinct target_id, part_kind, parts_value, parts_gap
from mart.target_part
where parts_gap <> 0;
