-- On time or late from the deadline on.
select form_id from core.reporting_period
where closes_at >= $earlier::timestamp and closes_at < $later::timestamp
