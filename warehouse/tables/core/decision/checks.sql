-- check: a_cell_has_at_most_one_decision_in_force (block)
select held_cell_id, count(*) as times
from core.decision
where is_in_force
group by all
having count(*) > 1;
