-- check: every_duty_is_counted_once (block)
select department_id, role
from mart.department_scorecard
where duties <> done_on_time + done_late + overdue + behind + silent + not_begun + on_course + moot + disputed
    or reports_owed <> reports_on_time + reports_late + reports_missing;
