-- One row per finding: the contradiction between its cells, and the decision about it.
with stated as (
    select
        *,
        concat_ws('/', submission_id, source_sheet, source_cell) as held_cell_id,
        rtrim(rtrim(compared::varchar, '0'), '.') as compared_text,
        rtrim(rtrim(compared_with::varchar, '0'), '.') as compared_with_text
    from core.logic_cell
),

together as (
    select logic_finding_id, string_agg(held_cell_id, ', ' order by not is_anchor, logic_cell_id) as cells
    from stated
    group by all
),

-- A correction replaces the value, a rejection takes it out of force.
released as (
    select held_cell_id, decision_id
    from core.decision
    where is_in_force and decision_kind = 'released'
)

select
    stated.logic_finding_id,
    stated.rule_id,
    rule.rule_version,
    rule.severity,
    stated.observation_id,
    stated.indicator_id,
    observation.subject_kind,
    observation.subject_id,
    observation.product_code,
    stated.period,
    stated.compared,
    stated.compared_with,
    rule.title_en || ': ' || compared_text || ' against ' || compared_with_text || ' in ' || together.cells
    || '. Send a corrected file, or say that the value is right as it stands: longmai held release '
    || stated.held_cell_id || '. 中文：' || rule.title_zh || '：' || compared_text || ' 对 ' || compared_with_text || '，见 '
    || together.cells || '。请报送更正文件；如数值无误，请执行 longmai held release ' || stated.held_cell_id || '。'
        as message,
    if(released.decision_id is null, 'open', 'released') as state,
    released.decision_id,
    stated.held_cell_id,
    stated.column_name,
    stated.submission_id,
    stated.source_sheet,
    stated.source_cell
from stated
join together using (logic_finding_id)
join core.logic_rule as rule using (rule_id)
join core.observation
    on observation.observation_id = stated.observation_id
    and observation.submission_id = stated.submission_id
    and observation.source_sheet = stated.source_sheet
    and observation.source_cell = stated.source_cell
left join released on released.held_cell_id = stated.held_cell_id
where stated.is_anchor
order by stated.logic_finding_id
