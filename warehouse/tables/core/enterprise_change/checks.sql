-- check: every_change_is_of_an_enterprise_in_a_register (warn)
select enterprise_change_id, old_name_zh, old_code
from core.enterprise_change
where enterprise_id is null;

-- check: no_change_makes_one_of_two_enterprises_of_a_register (warn)
select enterprise_change_id, old_code, new_credit_code
from core.enterprise_change
where enterprise_id is not null and not is_applied;

-- check: nobody_reports_after_its_merger (warn)
select enterprise_change.enterprise_id, enterprise_change.change_date, max(observation.period_end_date) as reported_until
from core.enterprise_change
join core.observation
    on observation.subject_id = enterprise_change.enterprise_id
    and observation.subject_kind = 'enterprise'
    and observation.period_end_date > last_day(enterprise_change.change_date)
where enterprise_change.change_kind = 'merger'
group by all;
