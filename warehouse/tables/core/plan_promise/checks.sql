-- check: every_promise_of_a_row_is_of_a_task (block)
select plan_promise.promise_id
from core.plan_promise
left join core.task using (task_id)
where plan_promise.task_id is not null and task.task_id is null;
