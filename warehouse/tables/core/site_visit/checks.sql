-- check: every_visit_is_to_an_enterprise_in_a_register (warn)
select staged.visit_code, staged.credit_code, staged.name
from stage.site_visit as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: every_issue_that_a_visit_names_is_in_the_ledger (warn)
select site_visit_id, issue_id
from core.site_visit
anti join core.issue using (issue_id)
where issue_id is not null;
