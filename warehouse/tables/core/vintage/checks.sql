-- check: a_vintage_without_a_date_has_a_place_in_the_order (warn)
select distinct observation.vintage_id
from core.observation
join core.vintage using (vintage_id)
where observation.vintage_date is null and vintage.vintage_rule_id is null;
