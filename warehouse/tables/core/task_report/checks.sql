-- check: a_report_that_never_came_says_nothing_about_its_task (block)
select task_report_id
from core.task_report
where (report_status in ('missing', 'not_due')) <> (progress_status is null);

-- check: every_report_is_about_a_task_that_was_due (warn)
select staged.task_id, staged.report_quarter, staged.submission_number, staged.source_row
from stage.department_report as staged
anti join core.task_report on task_report.task_id = staged.task_id and task_report.quarter = staged.report_quarter;

-- check: every_report_came (warn)
select task_report_id, department_id, due_date
from core.task_report
where report_status = 'missing';
