-- check: every_duty_has_a_task (block)
select task_department.department_id, task_department.task_id
from core.task_department
anti join core.task using (task_id);

-- check: every_duty_has_a_department (block)
select task_department.task_id, task_department.department_id
from core.task_department
anti join core.department using (department_id);

-- check: every_task_is_led_by_the_one_department_that_it_names (block)
select task.task_id, task.lead_department_id
from core.task
left join core.task_department as lead on lead.task_id = task.task_id and lead.role = 'lead'
group by task.task_id, task.lead_department_id
having count(lead.department_id) <> 1 or min(lead.department_id) <> task.lead_department_id;

-- check: the_leading_department_stands_first (block)
select task_id, department_id, ordinal, role
from core.task_department
where (role = 'lead') <> (ordinal = 1);
