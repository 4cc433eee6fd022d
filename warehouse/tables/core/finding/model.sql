-- One row per finding: of reading the file, in the order of its cells, and of what its rows point at.
with finding as (
    select *
    from stage.finding
    union all by name
    select
        submission.submission_number,
        'warning' as severity,
        'dangling_supply_edge' as rule,
        edge.source_sheet,
        edge.source_row,
        if(edge.from_chain_stage_id is null, 'from_node', 'to_node') as column_name,
        if(edge.from_chain_stage_id is null, edge.from_node_name_zh, edge.to_node_name_zh) as text,
        'Row ' || edge.source_row || ': no list of chains has this node, or has it several times; the edge is kept and '
        || 'leads nowhere. Correct the name or send the list of chains with the node.' as message
    from core.chain_supply_edge as edge
    join core.submission using (submission_id)
    where edge.is_dangling
    union all by name
    -- A list of gaps must name every node without members; a chain without a list is not checked.
    select
        submission.submission_number,
        'warning' as severity,
        'empty_node_is_no_gap' as rule,
        listed.source_sheet,
        'node_name' as column_name,
        stage.chain_id || '/' || stage.node_name_zh as text,
        'Node ' || stage.node_name_zh || ' of chain ' || stage.chain_id || ' has no enterprise, and this list of gaps '
        || 'does not name it. Add it here, or correct the list of chains. 中文：产业链' || stage.chain_id || '的节点“'
        || stage.node_name_zh || '”没有企业，而本短板清单未列出；请补列，或更正产业链名录。' as message
    from core.chain_stage as stage
    join (
        select chain_id, any_value(submission_id) as submission_id, min(source_sheet) as source_sheet
        from core.chain_gap
        group by all
    ) as listed using (chain_id)
    join core.submission on submission.submission_id = listed.submission_id
    anti join core.chain_gap as gap
        on gap.chain_id = stage.chain_id
        and gap.node_name_zh = stage.node_name_zh
    where stage.is_gap
    union all by name
    select
        submission.submission_number,
        'warning' as severity,
        'row_not_repeated' as rule,
        dropped.source_sheet,
        dropped.row_id as text,
        'This file gives no value for ' || concat_ws(' ', dropped.subject_id, nullif(dropped.product_code, ''))
        || ', which ' || dropped.earlier_submission_id || ', sheet ' || dropped.earlier_sheet || ', row '
        || dropped.earlier_row || ' has; those values stay in force. If they are void: longmai held withdraw-row '
        || dropped.row_id || '.' as message
    from core.row_not_repeated as dropped
    join core.submission using (submission_id)
),

-- A confirmation applies to the code in every cell.
confirmed as (
    select held_cell_id as credit_code, decision_id
    from core.decision
    where decision_kind = 'confirmed' and is_in_force
)

select
    submission.submission_id || '-' || format(
        '{:04d}',
        row_number() over (
            partition by finding.submission_number
            order by
                finding.source_sheet, finding.source_row, finding.source_column,
                finding.rule, finding.message, finding.text
        )
    ) as finding_id,
    submission.submission_id,
    finding.severity,
    finding.rule,
    nullif(finding.source_sheet, '') as source_sheet,
    finding.source_column || finding.source_row as source_cell,
    finding.column_name,
    finding.text,
    finding.message,
    confirmed.decision_id
from finding
join core.submission using (submission_number)
left join confirmed on finding.rule = 'credit_code_check_failed' and confirmed.credit_code = finding.subject
order by finding_id
