-- check: every_finding_has_one_cell_to_decide_about (block)
select logic_finding_id
from core.logic_cell
group by logic_finding_id
having count_if(is_anchor) <> 1;
