-- check: no_gap_of_the_newest_list_is_lost (block)
select newest.chain_code, newest.gap_count, count(chain_gap.chain_id) as kept_count
from (
    select chain_code, count(*) as gap_count
    from stage.chain_gap
    group by chain_code, submission_number
    qualify submission_number = max(submission_number) over (partition by chain_code)
) as newest
left join core.chain_gap on chain_gap.chain_id = newest.chain_code
group by all
having newest.gap_count <> count(chain_gap.chain_id);

-- check: every_gap_is_at_a_known_node (warn)
select chain_gap_id, node_name_zh, submission_id, source_row
from core.chain_gap
where chain_stage_id is null;
