-- check: every_end_has_a_critical_task (block)
select coalesce(end_target_id, end_task_id) as end_id
from mart.plan_float
group by all
having not bool_or(is_critical);
