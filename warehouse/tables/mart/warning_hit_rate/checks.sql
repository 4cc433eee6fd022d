-- check: every_warning_is_a_hit_or_not_or_open_or_undecided (block)
select warning_hit_rate_id
from mart.warning_hit_rate
where warning_count <> hit_count + not_hit_count + open_count + undecided_count;
