-- check: one_status_for_each_form_period_subject_and_reporter (block)
select form_id, period, subject_id, reporter_id, count(*) as times
from mart.reporting_status
group by all
having count(*) > 1;

-- check: a_return_is_missing_or_late_only_after_its_deadline (block)
select form_id, period, subject_id, status, due_at, received_at, days_late
from mart.reporting_status
where (status in ('late', 'missing') and coalesce(days_late, 0) < 1)
    or (status = 'missing' and received_at is not null)
    or (status in ('on_time', 'late', 'back_loaded') and received_at is null)
    or (status = 'back_loaded' and days_late is not null);

-- check: the_report_on_a_task_has_the_status_of_the_task_report (block)
select status.task_id, status.period, status.status, task_report.report_status
from (from mart.reporting_status where task_id is not null) as status
full join core.task_report
    on task_report.task_id = status.task_id
    and task_report.quarter = status.period
    and task_report.department_id = status.department_id
where status.exemption_id is null
    and status.status is distinct from task_report.report_status;
