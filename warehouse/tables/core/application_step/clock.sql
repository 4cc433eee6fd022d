-- An application that waits has waited a day longer every day, in China.
select application_step_id from core.application_step
where is_current
    and len(next_steps) > 0
    and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
