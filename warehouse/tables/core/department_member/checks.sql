-- check: every_member_is_a_department (block)
select department_member.member_id
from core.department_member
anti join core.department on department.department_id = department_member.member_id;
