-- check: every_assessment_is_of_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.enterprise_assessment as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: a_decision_says_who_took_it_and_why (warn)
select enterprise_assessment_id, decision
from core.enterprise_assessment
where decision is not null and (decided_by is null or decision_reason is null);
