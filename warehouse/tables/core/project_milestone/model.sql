-- One row per project and milestone: the newest file that has it. A synthetic row never joins a real project.
select
    project.project_id || '-' || staged.milestone_name as project_milestone_id,
    project.project_id,
    staged.milestone_name,
    staged.milestone_status,
    staged.planned_date,
    staged.reached_date,
    case
        when staged.reached_date is not null then (staged.reached_date - staged.planned_date)::integer
        -- Done on an unknown day, and stopped, are not late as of today.
        when staged.milestone_status not in ('done', 'stopped')
            and staged.planned_date < (build.as_of + interval 8 hour)::date
            then ((build.as_of + interval 8 hour)::date - staged.planned_date)::integer
    end as days_late,
    case
        when days_late is not null then null
        when staged.milestone_status = 'stopped' then 'stopped'
        -- Without a planned day, or done on an unknown one.
        when staged.planned_date is null or staged.milestone_status = 'done' then 'not_dated'
        else 'not_due'
    end as days_late_reason,
    staged.reached_date is null and days_late is not null as is_open,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.project_milestone as staged
join core.submission using (submission_number)
cross join stage.build as build
join core.project
    on project.project_id = staged.project_id
    and project.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by project_milestone_id
    order by submission.submission_number desc, staged.source_row desc
) = 1
order by project_id, planned_date, milestone_name
