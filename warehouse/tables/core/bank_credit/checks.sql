-- check: every_credit_is_to_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.bank_credit as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: no_balance_exceeds_its_credit_line (warn)
select bank_credit_id, credit_line_cny, loan_balance_cny
from core.bank_credit
where loan_balance_cny > credit_line_cny;
