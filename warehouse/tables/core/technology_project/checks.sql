-- check: every_technology_project_is_of_an_enterprise_in_a_register (warn)
select staged.technology_code, staged.credit_code, staged.name
from stage.technology_project as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code;

-- check: public_money_is_part_of_the_investment (warn)
select technology_project_id
from core.technology_project
where public_money_cny > total_investment_cny;
