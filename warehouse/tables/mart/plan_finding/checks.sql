-- check: every_finding_about_a_task_names_one (block)
select plan_finding_id
from mart.plan_finding
left join core.task using (task_id)
where plan_finding.task_id is not null and task.task_id is null;
