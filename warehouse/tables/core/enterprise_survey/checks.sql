-- check: purchases_within_the_province_are_part_of_the_purchases (warn)
select enterprise_survey_id, material_purchase_cny, local_purchase_cny
from core.enterprise_survey
where local_purchase_cny > material_purchase_cny;

-- check: every_answer_is_of_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.enterprise_survey as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: what_is_met_of_a_want_is_told_or_says_why_not (block)
select enterprise_survey_id, met_cny, met_reason
from core.enterprise_survey
where (met_cny is null) <> (met_reason is not null);
