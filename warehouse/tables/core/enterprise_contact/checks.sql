-- check: every_contact_is_with_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.enterprise_contact as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code;

-- check: every_firm_on_the_list_has_a_contact (warn)
select enterprise_id
from core.enterprise
anti join core.enterprise_contact using (enterprise_id)
where status = 'active' and exists (from core.enterprise_contact);
