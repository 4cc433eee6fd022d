-- One row per chain, stage and node of the list of chains in force.
with node as (
    select
        chain.chain_id,
        chain_member.stage,
        chain_member.node_name as node_name_zh,
        min(chain_member.source_row) as first_row,
        count(distinct enterprise.enterprise_id)::integer as member_count,
        first(chain_member.product_code order by chain_member.source_row)
            filter (chain_member.product_code is not null) as product_code,
        max(chain_member.recovery_days) as recovery_days,
        bool_or(chain_member.is_flagged) as is_flagged
    from core.chain
    join core.submission using (submission_id)
    join stage.chain_member
        on chain_member.chain_code = chain.chain_id
        and chain_member.submission_number = submission.submission_number
    left join core.enterprise_identity as enterprise
        on enterprise.identifier_kind = 'credit_code'
        and enterprise.identifier_code = chain_member.credit_code
    group by all
)
select
    chain_id || '-' || format('{:02d}', row_number() over in_chain) as chain_stage_id,
    chain_id,
    stage,
    node_name_zh,
    product_code,
    recovery_days,
    row_number() over in_chain::integer as ordinal,
    member_count,
    member_count = 0 as is_gap,
    is_flagged
from node
window in_chain as (
    partition by chain_id
    order by case stage when 'upstream' then 1 when 'midstream' then 2 else 3 end, first_row
)
order by chain_id, ordinal
