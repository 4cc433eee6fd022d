-- check: every_divided_duty_belongs_to_a_department_of_the_task (block)
select task_industry.task_id, task_industry.department_id
from core.task_industry
anti join core.task_department using (task_id, department_id);

-- check: every_divided_duty_has_an_industry (block)
select task_industry.task_id, task_industry.industry_id
from core.task_industry
anti join core.industry using (industry_id);

-- check: a_divided_task_leaves_no_industry_out (block)
select task.task_id, industry.industry_id
from core.task
semi join core.task_industry using (task_id)
inner join core.industry on industry.document_id = task.document_id
anti join core.task_industry as given on given.task_id = task.task_id and given.industry_id = industry.industry_id;
