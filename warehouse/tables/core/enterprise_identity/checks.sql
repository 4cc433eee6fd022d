-- check: a_code_means_one_enterprise (block)
select identifier_kind, identifier_code, count(distinct enterprise_id) as enterprise_count
from core.enterprise_identity
group by all
having count(distinct enterprise_id) > 1;

-- check: every_registered_credit_code_has_its_enterprise (block)
select enterprise.credit_code
from stage.enterprise
anti join core.enterprise_identity
    on enterprise_identity.identifier_kind = 'credit_code'
    and enterprise_identity.identifier_code = enterprise.credit_code;

-- check: no_code_ends_before_it_begins (warn)
select enterprise_id, identifier_code, valid_from, valid_to
from core.enterprise_identity
where valid_to < valid_from;
