-- check: a_department_name_is_used_once (block)
select name_zh
from core.department
group by name_zh
having count(*) > 1;

-- check: every_department_kind_is_known (block)
select department_id, department_kind
from core.department
where department_kind not in ('government', 'company', 'bank', 'regulator', 'group');
