-- check: every_unit_of_support_is_known (warn)
select support_kind, unit, year, total
from mart.support_total
where unit_id is null;
