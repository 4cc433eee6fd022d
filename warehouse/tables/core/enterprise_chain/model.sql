-- One row per node and enterprise of the list of chains in force.
select
    chain_stage.chain_stage_id || '-' || enterprise.enterprise_id as enterprise_chain_id,
    enterprise.enterprise_id,
    chain.chain_id,
    chain_stage.chain_stage_id,
    chain_member.role,
    chain_member.counted_share,
    chain_member.is_flagged,
    chain_member.is_corrected,
    chain_member.decision_id,
    submission.submission_id,
    chain_member.source_sheet,
    chain_member.source_row
from core.chain
join core.submission using (submission_id)
join stage.chain_member
    on chain_member.chain_code = chain.chain_id
    and chain_member.submission_number = submission.submission_number
join core.chain_stage
    on chain_stage.chain_id = chain.chain_id
    and chain_stage.stage = chain_member.stage
    and chain_stage.node_name_zh = chain_member.node_name
join core.enterprise_identity as enterprise
    on enterprise.identifier_kind = 'credit_code'
    and enterprise.identifier_code = chain_member.credit_code
qualify row_number() over (
    partition by chain_stage.chain_stage_id, enterprise.enterprise_id
    order by chain_member.source_row
) = 1
order by enterprise_chain_id
