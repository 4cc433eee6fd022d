-- One row per report of a unit on a task in a file. A unit without a part in the task has no role.
select
    staged.task_id || '-' || staged.report_quarter || '-' || department.department_id || '-' || submission.submission_id
        as task_report_version_id,
    staged.task_id,
    staged.report_quarter as quarter,
    department.department_id,
    duty.role,
    staged.progress_status,
    submission.received_at,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.department_report as staged
join core.submission using (submission_number)
join core.department on department.name_zh = staged.department_name
left join core.task_department as duty
    on duty.task_id = staged.task_id
    and duty.department_id = department.department_id
qualify row_number() over (
    partition by staged.task_id, staged.report_quarter, department.department_id, submission.submission_id
    order by staged.source_row desc
) = 1
order by staged.task_id, quarter, department.department_id, submission.submission_number
