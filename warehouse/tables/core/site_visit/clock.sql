-- A request that is open is a day older every day, in China.
select site_visit_id from core.site_visit
where request_state = 'open'
    and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
