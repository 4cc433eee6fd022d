-- check: every_lead_is_for_a_known_node (warn)
select chain_candidate_id, node_name_zh, submission_id, source_row
from core.chain_candidate
where chain_stage_id is null;
