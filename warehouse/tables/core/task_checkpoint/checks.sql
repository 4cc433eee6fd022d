-- check: every_checkpoint_is_of_a_task (block)
select task_checkpoint.task_id
from core.task_checkpoint
anti join core.task using (task_id);
