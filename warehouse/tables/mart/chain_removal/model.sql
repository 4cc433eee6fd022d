-- One row per chain and node, firm or edge that is removed in it or in a chain that supplies it.
with own_output as (
    select chain_id, sum(output_cny::decimal(28, 2)) as output_cny
    from mart.chain_removal_node
    where removed_kind = 'node' and is_removed
    group by all
),
all_output as (
    select is_synthetic, sum(output_cny::decimal(28, 2)) as output_cny
    from mart.chain_removal_node
    where removed_kind = 'node' and is_removed
    group by all
),
-- The supply edges that a chain has at all, without those that end in no known node.
supplied as (
    select distinct unnest([chain_id, to_chain_id]) as chain_id
    from core.chain_supply_edge
    where not is_dangling
),
-- A node of another chain may be the one that comes to a standstill.
single_point as (
    select distinct removed_kind, removed_id
    from mart.chain_removal_node
    where not is_removed and is_before_recovery and is_at_the_bound
),
loss as (
    select
        chain_removal_id, chain_id, removed_kind, removed_id, ttr_days, is_ttr_assumed, year, is_synthetic,
        rule_set_version_id,
        sum(lost_share::decimal(9, 6) * output_cny::decimal(20, 2)) as lost_cny,
        sum(lost_when_stocks_end::decimal(9, 6) * output_cny::decimal(20, 2)) as lost_at_the_end_cny,
        (count(*) filter (not is_removed and is_before_recovery))::integer as hit_count,
        sum(edge_count)::integer as edge_count,
        sum(assumed_edge_count)::integer as assumed_edge_count,
        min(oldest_evidence_date) as oldest_evidence_date,
        bool_and(is_converged) as is_converged,
        bool_or(is_flagged) as is_flagged
    from mart.chain_removal_node
    group by all
)
select
    loss.* exclude (lost_cny, lost_at_the_end_cny),
    case removed_kind when 'node' then removed_id end as chain_stage_id,
    case removed_kind when 'enterprise' then removed_id end as enterprise_id,
    case removed_kind when 'edge' then removed_id end as chain_supply_edge_id,
    case when own_output.output_cny > 0 then (lost_cny::double / own_output.output_cny::double)::decimal(19, 6) end
        as share_at_risk,
    case when own_output.output_cny > 0 then lost_cny::decimal(38, 2) end as output_at_risk_cny,
    case when own_output.output_cny > 0
        then (lost_at_the_end_cny::double / own_output.output_cny::double)::decimal(19, 6)
    end as lost_when_stocks_end,
    case when own_output.output_cny > 0 then lost_at_the_end_cny::decimal(38, 2) end as lost_when_stocks_end_cny,
    case when all_output.output_cny > 0 then (lost_cny::double / all_output.output_cny::double)::decimal(19, 6) end
        as share_of_all,
    single_point.removed_id is not null as is_single_point,
    case
        when coalesce(own_output.output_cny, 0) <= 0 then 'no_output'
        when supplied.chain_id is null then 'no_edges'
    end as reason,
    case
        when oldest_evidence_date is not null then null
        when edge_count = 0 then 'no_edges'
        else 'not_dated'
    end as evidence_reason
from loss
left join own_output using (chain_id)
left join all_output using (is_synthetic)
left join supplied using (chain_id)
left join single_point using (removed_kind, removed_id)
order by chain_removal_id
