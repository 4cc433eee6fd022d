-- check: a_target_and_month_has_one_default_of_each_kind (block)
select target_id, period, is_synthetic
from mart.target_actual
group by all
having count(*) filter (is_default) <> 1;
