-- One row per node and candidate: other suppliers of its needs, firms of the register that are not in it, and leads.
with edge as (
    select
        from_chain_stage_id as chain_stage_id, to_chain_stage_id, goods,
        coalesce(suppliable_share, supplied_share) as suppliable_share
    from core.chain_supply_edge
    where not is_dangling
),
other_supplier as (
    select
        edge.chain_stage_id,
        other.chain_stage_id as substitute_stage_id,
        edge.goods,
        max(other.suppliable_share) as suppliable_share
    from edge
    join edge as other
        on other.to_chain_stage_id = edge.to_chain_stage_id
        and other.goods is not distinct from edge.goods
        and other.chain_stage_id <> edge.chain_stage_id
    group by all
),
maker as (
    select distinct stage.chain_stage_id, product.enterprise_id, 'product' as match
    from core.chain_stage as stage
    join mart.growth_product as product on product.product_code = stage.product_code
),
namesake as (
    select distinct stage.chain_stage_id, member.enterprise_id, 'node' as match
    from core.chain_stage as stage
    join core.chain_stage as elsewhere
        on elsewhere.node_name_zh = stage.node_name_zh and elsewhere.chain_id <> stage.chain_id
    join core.enterprise_chain as member on member.chain_stage_id = elsewhere.chain_stage_id
),
inside as (
    select chain_stage_id, enterprise_id, max(match) as match
    from (from maker union all from namesake)
    join core.enterprise using (enterprise_id)
    where enterprise.status = 'active'
    group by all
)
select
    other.chain_stage_id || '/supplier/' || other.substitute_stage_id || '/' || coalesce(other.goods, '')
        as chain_substitute_id,
    stage.chain_id,
    other.chain_stage_id,
    'supplier' as candidate_kind,
    other.substitute_stage_id,
    null as enterprise_id,
    substitute.node_name_zh as name_zh,
    null as match,
    other.goods,
    other.suppliable_share,
    null as step,
    null::date as step_date,
    null as source_name,
    chain.is_synthetic
from other_supplier as other
join core.chain_stage as stage using (chain_stage_id)
join core.chain using (chain_id)
join core.chain_stage as substitute on substitute.chain_stage_id = other.substitute_stage_id
union all by name
select
    inside.chain_stage_id || '/inside/' || inside.enterprise_id as chain_substitute_id,
    stage.chain_id,
    inside.chain_stage_id,
    'inside' as candidate_kind,
    inside.enterprise_id,
    enterprise.name_zh,
    inside.match,
    chain.is_synthetic
from inside
join core.chain_stage as stage using (chain_stage_id)
join core.chain using (chain_id)
join core.enterprise using (enterprise_id)
anti join core.enterprise_chain as member
    on member.chain_stage_id = inside.chain_stage_id and member.enterprise_id = inside.enterprise_id
where enterprise.is_synthetic = chain.is_synthetic
union all by name
select
    chain_stage_id || '/outside/' || name_zh as chain_substitute_id,
    lead.chain_id,
    lead.chain_stage_id,
    'outside' as candidate_kind,
    lead.enterprise_id,
    lead.name_zh,
    lead.step,
    lead.step_date,
    lead.source_name,
    lead.is_synthetic
from core.chain_candidate as lead
where lead.chain_stage_id is not null
order by chain_substitute_id
