-- One row per gap of the newest list of gaps that has the chain.
with node as (
    select chain_id, node_name_zh, min(chain_stage_id) as chain_stage_id
    from core.chain_stage
    group by all
    having count(*) = 1
),
newest as (
    select chain_code, max(submission_number) as submission_number
    from stage.chain_gap
    group by all
)
select
    gap.chain_code || '-G' || format(
        '{:03d}', row_number() over (partition by gap.chain_code order by gap.source_sheet, gap.source_row)
    ) as chain_gap_id,
    gap.chain_code as chain_id,
    node.chain_stage_id,
    gap.node_name as node_name_zh,
    gap.gap_kind,
    gap.priority,
    gap.need,
    gap.candidate_partners,
    gap.noted_date,
    submission.is_synthetic,
    gap.is_flagged,
    submission.submission_id,
    gap.source_sheet,
    gap.source_row
from stage.chain_gap as gap
join newest using (chain_code, submission_number)
join core.submission using (submission_number)
left join node on node.chain_id = gap.chain_code and node.node_name_zh = gap.node_name
order by chain_gap_id
