-- check: every_project_plan_is_of_a_project (block)
select project_id
from core.project_plan
anti join core.project using (project_id);

-- check: no_yearly_plan_is_above_the_whole_project (warn)
select project_id, plan_year, plan_investment_cny, total_investment_cny
from core.project_plan
join core.project using (project_id)
where plan_investment_cny > total_investment_cny;

-- check: every_staged_row_finds_a_project_of_its_own_kind (warn)
select staged.project_id, staged.submission_number, staged.source_row
from stage.project as staged
join core.submission using (submission_number)
anti join core.project
    on project.project_id = staged.project_id
    and project.is_synthetic = submission.is_synthetic;
