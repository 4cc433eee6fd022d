-- check: a_share_lies_between_0_and_1 (warn)
-- A person can release such a cell; mart.enterprise_sei_revenue does not count with it.
select enterprise_sei_share_id, sei_share, submission_id, source_sheet, source_row
from core.enterprise_sei_share
where sei_share not between 0 and 1;

-- check: every_share_is_of_an_enterprise_in_a_register (warn)
select share.credit_code, share.name, share.report_year
from stage.sei_product_share as share
anti join core.enterprise_identity on enterprise_identity.identifier_code = share.credit_code;

-- check: every_named_class_exists (warn)
select enterprise_sei_share.enterprise_sei_share_id, enterprise_sei_share.sei_code
from core.enterprise_sei_share
anti join core.sei_class using (sei_code)
where enterprise_sei_share.sei_code is not null;

-- check: a_firm_with_several_products_gives_the_output_of_each (warn)
select enterprise_id, year
from core.enterprise_sei_share
group by all
having count(*) > 1 and count(product_output_cny) < count(*);
