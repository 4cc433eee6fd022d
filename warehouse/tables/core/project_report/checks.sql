-- check: every_report_is_of_a_project (block)
select project_id, period
from core.project_report
anti join core.project using (project_id);

-- check: completed_investment_does_not_fall_within_a_year (warn)
select project_id, period, completed_investment_ytd_cny
from core.project_report
qualify completed_investment_ytd_cny
    < lag(completed_investment_ytd_cny) over (partition by project_id, period[1:4] order by period);

-- check: every_staged_row_finds_a_project_of_its_own_kind (warn)
select project_report.project_id, project_report.submission_number, project_report.source_row
from stage.project_report
join core.submission using (submission_number)
anti join core.project
    on project.project_id = project_report.project_id
    and project.is_synthetic = submission.is_synthetic;
