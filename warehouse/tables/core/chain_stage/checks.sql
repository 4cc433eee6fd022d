-- check: every_stage_belongs_to_a_chain (block)
select chain_stage.chain_stage_id
from core.chain_stage
anti join core.chain using (chain_id);

-- check: every_chain_has_a_stage (block)
select chain.chain_id
from core.chain
anti join core.chain_stage using (chain_id);
