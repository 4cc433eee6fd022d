-- check: what_is_closed_stays_closed (warn)
select later.warning_id, later.handled_date, later.handling_status
from core.warning_handling as later
join core.warning_handling as earlier
    on earlier.warning_id = later.warning_id
    and earlier.handled_date < later.handled_date
where earlier.handling_status = 'closed' and later.handling_status <> 'closed';
