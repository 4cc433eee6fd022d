-- check: an_exemption_is_of_a_known_subject (warn)
select exemption_id, subject_id
from core.reporting_exemption
where subject_id not in (
    select enterprise_id from core.enterprise
    union all select department_id from core.department
    union all select task_id from core.task
    union all select project_id from core.project
    union all select target_id from core.target
);

-- check: an_exemption_does_not_end_before_it_begins (block)
select exemption_id, first_period, last_period
from core.reporting_exemption
where last_period < first_period;
