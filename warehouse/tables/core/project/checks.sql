-- check: every_project_has_a_document (block)
select project.project_id, project.document_id
from core.project
anti join core.document using (document_id);

-- check: every_project_field_is_an_industry (block)
select project.project_id, project.industry_id
from core.project
anti join core.industry on project.industry_id = industry.industry_id
where project.industry_id is not null;

-- check: every_project_status_fits_its_kind (block)
select project_id, project_kind, status
from core.project
where (project_kind = 'national_programme') <> (status = 'applying');
