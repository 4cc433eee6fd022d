-- check: a_level_is_a_part_of_the_output (block)
select chain_removal_node_id, level, lost_share
from mart.chain_removal_node
where level not between 0 and 1 or lost_share not between 0 and 1 or lost_when_stocks_end < 0;

-- check: every_circle_of_supplies_comes_to_rest (warn)
select chain_removal_node_id
from mart.chain_removal_node
where not is_converged;
