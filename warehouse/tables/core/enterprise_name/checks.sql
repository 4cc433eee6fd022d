-- check: every_enterprise_has_one_current_name (block)
select enterprise.enterprise_id, count(enterprise_name.name_zh) as current_names
from core.enterprise
left join core.enterprise_name
    on enterprise_name.enterprise_id = enterprise.enterprise_id and enterprise_name.is_current
group by all
having count(enterprise_name.name_zh) <> 1;

-- check: no_name_ends_before_it_begins (warn)
select enterprise_id, name_zh, valid_from, valid_to
from core.enterprise_name
where valid_to < valid_from;
