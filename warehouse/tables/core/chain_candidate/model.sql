-- One row per chain, node and firm of the leads: from the newest list that names it.
with node as (
    select chain_id, node_name_zh, min(chain_stage_id) as chain_stage_id
    from core.chain_stage
    group by all
    having count(*) = 1
)
select
    lead.chain_code || '/' || lead.node_name || '/' || lead.name as chain_candidate_id,
    lead.chain_code as chain_id,
    node.chain_stage_id,
    lead.node_name as node_name_zh,
    lead.name as name_zh,
    lead.credit_code,
    enterprise.enterprise_id,
    lead.region_code,
    lead.source as source_name,
    lead.step,
    lead.step_date,
    submission.is_synthetic,
    lead.is_flagged,
    submission.submission_id,
    lead.source_sheet,
    lead.source_row
from stage.chain_candidate as lead
join core.submission using (submission_number)
left join node on node.chain_id = lead.chain_code and node.node_name_zh = lead.node_name
left join core.enterprise_identity as enterprise
    on enterprise.identifier_kind = 'credit_code'
    and enterprise.identifier_code = lead.credit_code
qualify row_number() over (
    partition by lead.chain_code, lead.node_name, lead.name
    order by lead.submission_number desc, lead.source_row
) = 1
order by chain_candidate_id
