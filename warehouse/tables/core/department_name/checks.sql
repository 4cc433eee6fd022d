-- check: every_name_is_of_a_department (block)
select department_name.name_zh
from core.department_name
anti join core.department using (department_id);
