-- Changes take effect on their day.
select change_date from core.enterprise_change
where change_date > $earlier::timestamp::date and change_date <= $later::timestamp::date
