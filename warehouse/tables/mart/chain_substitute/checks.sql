-- check: a_candidate_from_inside_is_not_in_the_node_yet (block)
select chain_substitute.chain_substitute_id
from mart.chain_substitute
join core.enterprise_chain using (chain_stage_id, enterprise_id)
where candidate_kind = 'inside';
