-- One row per edge of the newest list of supply edges that has the chain.
with node as (
    select chain_id, node_name_zh, min(chain_stage_id) as chain_stage_id
    from core.chain_stage
    group by all
    having count(*) = 1
),
newest as (
    select chain_code, max(submission_number) as submission_number
    from stage.chain_supply
    group by all
),
edge as (
    select chain_supply.*, coalesce(chain_supply.to_chain_code, chain_supply.chain_code) as to_chain_id
    from stage.chain_supply
    join newest using (chain_code, submission_number)
)
select
    edge.chain_code || '-S' || format(
        '{:03d}', row_number() over (partition by edge.chain_code order by edge.source_sheet, edge.source_row)
    ) as chain_supply_edge_id,
    edge.chain_code as chain_id,
    supplier.chain_stage_id as from_chain_stage_id,
    edge.from_node as from_node_name_zh,
    edge.to_chain_id,
    customer.chain_stage_id as to_chain_stage_id,
    edge.to_node as to_node_name_zh,
    edge.goods,
    edge.evidence,
    edge.evidence_date,
    enterprise.enterprise_id as supplier_enterprise_id,
    edge.supplied_share,
    edge.suppliable_share,
    edge.outside_share,
    edge.stock_days,
    edge.indispensability,
    supplier.chain_stage_id is null or customer.chain_stage_id is null as is_dangling,
    submission.is_synthetic,
    edge.is_flagged,
    submission.submission_id,
    edge.source_sheet,
    edge.source_row
from edge
join core.submission using (submission_number)
left join node as supplier on supplier.chain_id = edge.chain_code and supplier.node_name_zh = edge.from_node
left join node as customer on customer.chain_id = edge.to_chain_id and customer.node_name_zh = edge.to_node
left join core.enterprise_identity as enterprise
    on enterprise.identifier_kind = 'credit_code'
    and enterprise.identifier_code = edge.supplier_code
order by chain_supply_edge_id
