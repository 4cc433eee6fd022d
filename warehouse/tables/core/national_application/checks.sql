-- check: every_step_is_of_a_known_project (warn)
select staged.project_id, staged.step, staged.submission_number, staged.source_row
from stage.national_application as staged
anti join core.project using (project_id);

-- check: every_step_is_one_of_the_procedure (warn)
select national_application_id, step, step_date
from core.national_application
where not is_allowed;

-- check: no_more_is_received_than_was_approved (warn)
select national_application_id, approved_cny, received_total_cny
from core.national_application
where is_current and received_total_cny > approved_cny;
