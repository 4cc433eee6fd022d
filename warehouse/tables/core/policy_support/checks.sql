-- check: every_support_is_of_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.policy_support as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: every_support_has_an_amount_or_a_quantity (warn)
select policy_support_id
from core.policy_support
where amount_cny is null and quantity is null;
