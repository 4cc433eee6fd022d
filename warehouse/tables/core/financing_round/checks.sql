-- check: every_financing_is_of_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.financing_round as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: every_financing_round_is_of_an_enterprise (block)
select financing_round_id, enterprise_id
from core.financing_round
anti join core.enterprise using (enterprise_id);
