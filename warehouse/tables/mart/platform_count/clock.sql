-- What is open is a day older every day, in China.
select platform_id from core.platform
where status in ('applied', 'under_construction')
    and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
