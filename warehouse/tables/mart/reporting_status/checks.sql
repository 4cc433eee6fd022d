-- check: one_status_for_each_form_period_and_enterprise (block)
select form_id, period, enterprise_id, count(*) as times
from mart.reporting_status
group by all
having count(*) > 1;

-- check: a_return_is_missing_or_late_only_after_its_deadline (block)
select form_id, period, enterprise_id, status, due_at, received_at, days_late
from mart.reporting_status
where (status in ('late', 'missing') and coalesce(days_late, 0) < 1)
    or (status = 'missing' and received_at is not null)
    or (status in ('on_time', 'late') and received_at is null);
