-- One row per cell that reading a file held, or holds under the decisions about it, or whose value looks like a slip of
-- its unit or breaks its series.
with suspected as (
    select distinct on (suspicion.held_cell_id)
        suspicion.*, submission.submission_number, observation.value_received
    from core.suspicion
    join core.submission using (submission_id)
    join core.observation using (observation_id, submission_id)
    anti join core.column_slip using (held_cell_id)
    where suspicion.severity = 'held'
    order by suspicion.held_cell_id, suspicion.rule_id
),

-- A column is one cell to decide about, and its values are in core.suspicion.
slipped_column as (
    select
        column_slip.*,
        submission.submission_number,
        decided.state,
        decided.decision_id,
        column_letters || first_row || ':' || column_letters || last_row as range_of_cells
    from core.column_slip
    join core.submission using (submission_id)
    join (
        select held_cell_id, any_value(state) as state, any_value(decision_id) as decision_id
        from core.suspicion
        group by all
    ) as decided using (held_cell_id)
    where column_slip.severity = 'held'
),

broken as (
    select distinct on (series_break.held_cell_id)
        series_break.*, submission.submission_number, observation.value_received
    from core.series_break
    join core.submission using (submission_id)
    join core.observation using (observation_id, submission_id, vintage_id)
    order by series_break.held_cell_id, series_break.rule_id
),

cell as (
    select * from stage.held_cell
    union all by name
    select
        held_cell_id,
        submission_number,
        source_sheet,
        source_cell,
        source_row,
        column_name,
        enterprise_id as subject,
        rule_id as rule,
        'The value is ' || if(direction = 'too_high', 'far above', 'far below')
        || coalesce(
            ' what the firm usually reports (' || usual_value::bigint || ')',
            ' what ' || head_count::bigint || ' persons make in a year'
        ) || '; look at the unit. Correct it, release it or reject it.' as message,
        value_received as text,
        state,
        null as value,
        decision_id,
        is_reused
    from suspected
    anti join stage.held_cell using (held_cell_id)
    union all by name
    select
        held_cell_id,
        submission_number,
        source_sheet,
        column_letters as source_cell,
        first_row as source_row,
        split_part(form_column_id, '.', 2) as column_name,
        null as subject,
        rule_id as rule,
        'The ' || value_count || ' values of ' || range_of_cells || ' look like another unit: '
        || if(judged_count = 0, 'the columns beside it', off_count || ' of ' || judged_count || ' that can be compared')
        || ' are about ' || factor || ' times ' || if(direction = 'too_high', 'as much', 'less')
        || ' than the same firms reported before. None of them is used until somebody decides. Release the column if it is'
        || ' right; otherwise reject it, and have the file sent again in its unit. 中文：' || range_of_cells || ' 的 '
        || value_count || ' 个数值疑似计量单位有误：'
        || if(judged_count = 0, '同单位的相邻各栏', '可比的 ' || judged_count || ' 个中有 ' || off_count || ' 个')
        || '约为同一企业以往报送值的 ' || if(direction = 'too_high', factor || ' 倍', factor || ' 分之一')
        || '。整栏暂不采用，等待认定：确认无误则整栏放行，否则整栏退回，并请按正确单位重报。' as message,
        range_of_cells as text,
        state,
        null as value,
        decision_id,
        false as is_reused
    from slipped_column
    union all by name
    select
        held_cell_id,
        submission_number,
        source_sheet,
        source_cell,
        source_row,
        column_name,
        subject_id as subject,
        rule_id as rule,
        indicator_id || ' of ' || period || ' is ' || if(direction = 'too_high', 'far above ', 'far below ')
        || coalesce('what the series says itself (' || usual_value::decimal(18, 2) || ')', 'what the indicator can be')
        || ': look whether indicator, unit and period are right. It is in no figure; an older release stays in force. '
        || 'Correct it, release it or reject it. 中文：' || period || ' 的 ' || indicator_id || ' '
        || if(direction = 'too_high', '明显高于', '明显低于')
        || coalesce('该序列已有数据（' || usual_value::decimal(18, 2) || '）', '该指标的合理范围')
        || '，请核对指标、单位和时期；该值暂不采用，原有版本继续有效。' as message,
        value_received as text,
        state,
        null as value,
        decision_id,
        false as is_reused
    from broken
    anti join stage.held_cell using (held_cell_id)
)

select
    cell.held_cell_id,
    submission.submission_id,
    coalesce(sheet.form_id, reading.form_id, submission.form_id) as form_id,
    coalesce(sheet.period, reading.period, submission.period) as period,
    cell.source_sheet,
    cell.source_cell,
    cell.source_row,
    cell.column_name,
    cell.subject,
    cell.rule,
    cell.message,
    cell.text,
    cell.state,
    cell.value,
    cell.decision_id,
    cell.is_reused
from cell
join core.submission using (submission_number)
left join stage.reading as reading using (submission_number)
left join core.submission_sheet as sheet
    on sheet.submission_id = submission.submission_id
    and sheet.source_sheet = cell.source_sheet
order by submission.submission_number, cell.source_sheet, cell.source_row, cell.source_cell
