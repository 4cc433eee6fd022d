-- check: every_gap_is_of_a_kind (block)
select chain_gap_all_id
from mart.chain_gap_all
where not (is_broken or is_weak or is_single or is_dangling);

-- check: every_node_that_nobody_is_in_is_a_gap (block)
select chain_stage.chain_stage_id
from core.chain_stage
anti join mart.chain_gap_all using (chain_stage_id)
where chain_stage.is_gap;

-- check: every_declared_gap_is_in_the_list (block)
select chain_gap.chain_gap_id
from core.chain_gap
anti join mart.chain_gap_all using (chain_id, node_name_zh)
semi join core.chain using (chain_id);

-- check: a_gap_has_a_value_or_says_why_not (block)
select chain_gap_all_id
from mart.chain_gap_all
where (value_cny is null) <> (reason is not null);
