-- check: values_that_do_not_fit_are_told_once (block)
select logic_finding_id
from core.logic_cell
anti join core.logic_finding using (logic_finding_id);

-- check: no_value_contradicts_another (warn)
select logic_finding_id, message
from core.logic_finding
where state = 'open';
