-- check: no_checkpoint_is_reached_and_missed (block)
select task_id, checkpoint_date
from mart.task_checkpoint
where is_reached and is_missed;
