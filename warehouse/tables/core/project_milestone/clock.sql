-- Days late are counted on until it is reached.
select planned_date from core.project_milestone
where reached_date is null
    and milestone_status not in ('done', 'stopped')
    and planned_date < ($later::timestamp + interval 8 hour)::date
    and ($earlier::timestamp + interval 8 hour)::date < ($later::timestamp + interval 8 hour)::date
