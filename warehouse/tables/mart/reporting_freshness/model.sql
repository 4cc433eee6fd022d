-- One row per collected form and period with at least one obligation.
select
    form_id,
    period,
    period_end_date,
    due_at,
    count(*) filter (where status <> 'exempt')::integer as expected_count,
    count(received_at) filter (where status <> 'exempt')::integer as received_count,
    count(*) filter (where status = 'on_time')::integer as on_time_count,
    count(*) filter (where status = 'late')::integer as late_count,
    count(*) filter (where status = 'back_loaded')::integer as back_loaded_count,
    count(*) filter (where status = 'missing')::integer as missing_count,
    count(*) filter (where status = 'exempt')::integer as exempt_count,
    (
        count(received_at) filter (where status <> 'exempt')::decimal(18, 6)
        / nullif(count(*) filter (where status <> 'exempt'), 0)
    )::decimal(18, 6) as received_share,
    min(received_at) as first_received_at,
    max(received_at) as last_received_at
from mart.reporting_status
where due_at is not null
group by all
order by form_id, period
