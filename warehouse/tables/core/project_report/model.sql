-- One row per project and month: the newest file that has it. A synthetic row never joins a real project.
select
    project.project_id,
    project_report.period,
    last_day((project_report.period || '-01')::date) as period_end_date,
    project_report.plan_investment as plan_investment_cny,
    project_report.completed_investment as completed_investment_ytd_cny,
    project_report.opened_date,
    project_report.milestone,
    submission.is_synthetic,
    project_report.is_flagged,
    submission.submission_id,
    project_report.source_sheet,
    project_report.source_row
from stage.project_report
join core.submission using (submission_number)
join core.project
    on project.project_id = project_report.project_id
    and project.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by project.project_id, project_report.period
    order by submission.submission_number desc, project_report.source_row desc
) = 1
order by project_id, period
