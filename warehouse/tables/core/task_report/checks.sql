-- check: a_report_that_never_came_says_nothing_about_its_task (block)
select task_report_id
from core.task_report
where (report_status in ('missing', 'not_due')) <> (progress_status is null);

-- check: one_report_of_a_unit_on_a_task_is_current (block)
select task_id, department_id, count(*) as times
from core.task_report
where is_current
group by all
having count(*) > 1 or bool_or(received_at is null);

-- check: every_report_is_about_a_task_that_was_due (warn)
select staged.task_id, staged.report_quarter, staged.department_name, staged.submission_number, staged.source_row
from stage.department_report as staged
left join core.department on department.name_zh = staged.department_name
anti join core.task_report
    on task_report.task_id = staged.task_id
    and task_report.quarter = staged.report_quarter
    and task_report.department_id = department.department_id;

-- check: every_report_came (warn)
select task_report_id, department_id, due_date
from core.task_report
where report_status = 'missing';
