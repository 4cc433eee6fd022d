-- What stands at a step has stood there a day longer every day, in China.
select national_application_id from core.national_application
where is_current and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
