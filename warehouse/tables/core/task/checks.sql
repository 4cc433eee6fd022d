-- check: every_task_has_a_document (block)
select task.task_id, task.document_id
from core.task
anti join core.document using (document_id);

-- check: every_task_is_led_by_a_known_department (block)
select task.task_id, task.lead_department_id
from core.task
anti join core.department on task.lead_department_id = department.department_id;

-- check: a_task_has_a_due_date_exactly_where_it_is_dated (block)
select task_id, deadline_kind, due_date
from core.task
where (deadline_kind = 'dated') <> (due_date is not null);

-- check: every_due_date_is_the_last_day_of_its_month (block)
select task_id, due_date
from core.task
where due_date <> last_day(due_date);

-- check: the_tasks_of_a_plan_are_numbered_without_a_gap (block)
select document_id, count(*) as task_count, max(ordinal) as last_ordinal
from core.task
group by document_id
having count(distinct ordinal) <> max(ordinal) or min(ordinal) <> 1;
