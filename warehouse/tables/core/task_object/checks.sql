-- check: every_object_is_of_a_task (block)
select task_object.task_id
from core.task_object
anti join core.task using (task_id);
