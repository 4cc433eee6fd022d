-- check: every_issue_has_a_due_date_and_somebody_responsible (warn)
select issue_id
from core.issue
where due_date is null or coalesce(department_name, person_name) is null;

-- check: no_issue_is_overdue (warn)
select issue_id, due_date, department_name, person_name
from core.issue
where is_overdue;
