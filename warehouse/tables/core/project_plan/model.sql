-- One row per project and year of the register: the newest file that has it. A synthetic row never joins a real project.
select
    project.project_id,
    staged.plan_year,
    staged.project_category,
    staged.plan_investment as plan_investment_cny,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.project as staged
join core.submission using (submission_number)
join core.project
    on project.project_id = staged.project_id
    and project.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by project.project_id, staged.plan_year
    order by submission.submission_number desc, staged.source_row desc
) = 1
order by project_id, plan_year
