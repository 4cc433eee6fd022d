-- check: the_newest_version_is_the_report (block)
select version.task_report_version_id
from (
    select *
    from core.task_report_version
    where role is not null
    qualify row_number() over (
        partition by task_id, quarter, department_id order by received_at desc, submission_id desc, source_row desc
    ) = 1
) as version
join core.task_report using (task_id, quarter, department_id)
where task_report.progress_status is distinct from version.progress_status;
