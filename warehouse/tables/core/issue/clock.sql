-- Overdue from the day after, in China.
select due_date from core.issue
where status in ('open', 'in_progress')
    and due_date >= ($earlier::timestamp + interval 8 hour)::date
    and due_date < ($later::timestamp + interval 8 hour)::date
