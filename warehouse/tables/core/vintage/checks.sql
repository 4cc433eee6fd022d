-- check: a_vintage_without_a_date_has_a_place_in_the_order (warn)
select distinct observation.vintage_id
from core.observation
anti join core.vintage using (vintage_id)
where observation.vintage_date is null;
