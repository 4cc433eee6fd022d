-- Days late are counted on from the deadline.
select form_id from core.reporting_period
where closes_at >= $earlier::timestamp and closes_at < $later::timestamp
union all
select form_id from mart.reporting_status
where status = 'missing'
    and (epoch_us($earlier::timestamp) - epoch_us(due_at) + 86399999999) // 86400000000
        <> (epoch_us($later::timestamp) - epoch_us(due_at) + 86399999999) // 86400000000
