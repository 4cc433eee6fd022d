-- check: no_edge_of_the_newest_list_is_lost (block)
select newest.chain_code, newest.edge_count, count(chain_supply_edge.chain_id) as kept_count
from (
    select chain_code, count(*) as edge_count
    from stage.chain_supply
    group by chain_code, submission_number
    qualify submission_number = max(submission_number) over (partition by chain_code)
) as newest
left join core.chain_supply_edge on chain_supply_edge.chain_id = newest.chain_code
group by all
having newest.edge_count <> count(chain_supply_edge.chain_id);

-- check: an_edge_dangles_exactly_where_an_end_is_unknown (block)
select chain_supply_edge_id
from core.chain_supply_edge
where is_dangling <> (from_chain_stage_id is null or to_chain_stage_id is null);

-- check: every_edge_ends_in_known_nodes (warn)
select chain_supply_edge_id, from_node_name_zh, to_chain_id, to_node_name_zh, submission_id, source_row
from core.chain_supply_edge
where is_dangling;

-- check: every_edge_has_dated_evidence (warn)
select chain_supply_edge_id, evidence, evidence_date
from core.chain_supply_edge
where evidence is null or evidence_date is null;
