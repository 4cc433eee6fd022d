-- check: every_link_has_a_target (block)
select target_task.task_id, target_task.target_id
from core.target_task
anti join core.target using (target_id);

-- check: every_link_has_a_task (block)
select target_task.target_id, target_task.task_id
from core.target_task
anti join core.task using (task_id);

-- check: no_task_is_due_after_its_targets (block)
select target.target_id, target.deadline_date, task.task_id, task.due_date
from core.target_task
inner join core.target using (target_id)
inner join core.task using (task_id)
where task.due_date > target.deadline_date;
