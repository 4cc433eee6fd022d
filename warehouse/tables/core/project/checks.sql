-- check: every_project_has_a_document_or_a_file (block)
select project.project_id, project.document_id
from core.project
anti join core.document using (document_id)
where project.document_id is not null or project.submission_id is null;

-- check: no_project_of_the_plan_is_synthetic (block)
select project_id
from core.project
where is_synthetic and document_id is not null;

-- check: every_project_field_is_an_industry (block)
select project.project_id, project.industry_id
from core.project
anti join core.industry on project.industry_id = industry.industry_id
where project.industry_id is not null;

-- check: every_project_status_of_the_plan_fits_its_kind (block)
select project_id, project_kind, status
from core.project
where submission_id is null and (project_kind = 'national_programme') <> (status = 'applying');

-- check: every_project_status_of_a_register_fits_its_kind (warn)
-- A register brings the status of a project of the plan up to date.
select project_id, project_kind, status, submission_id, source_sheet, source_row
from core.project
where submission_id is not null and (project_kind = 'national_programme') <> (status = 'applying');

-- check: every_project_of_a_register_is_in_a_known_region (warn)
select project.project_id, project.region_code
from core.project
anti join core.region using (region_code)
where project.submission_id is not null;
