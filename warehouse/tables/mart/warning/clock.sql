-- Deadlines pass with the days in China.
select task_id from core.task
where ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
