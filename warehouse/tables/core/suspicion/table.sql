-- group: measurement
-- access: public
create table core.suspicion (
    observation_id varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    severity       varchar not null,
    direction      varchar not null,
    value          decimal(19, 6) not null,
    usual_value    decimal(19, 6),
    head_count     decimal(19, 6),
    state          varchar not null,
    decision_id    varchar,
    is_reused      boolean not null,
    held_cell_id   varchar not null,
    indicator_id   varchar not null,
    enterprise_id  varchar not null,
    period         varchar not null,
    column_name    varchar,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    source_cell    varchar not null,
    source_row     integer not null,
    primary key (observation_id, rule_id)
);
comment on table core.suspicion is 'Suspected unit errors: reported values ten, a thousand or ten thousand times the firm''s usual ones, or implausible per head. Computed anew in every build from what was known then. A held one is also a held cell, and used in no figure until a decision. 中文：疑似计量单位错误的报送值；被扣留的在人工决定前不计入任何汇总';
comment on column core.suspicion.observation_id is 'The value. 中文：观测值标识';
comment on column core.suspicion.rule_id is 'Rule that found it. 中文：规则标识';
comment on column core.suspicion.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.suspicion.severity is 'Whether it is held until a person decides: held (a person has to decide) or warning. 中文：严重程度';
comment on column core.suspicion.direction is 'Which way it is off: too_high or too_low. 中文：偏离方向';
comment on column core.suspicion.value is 'The value in the unit of the indicator. 中文：数值';
comment on column core.suspicion.usual_value is 'Usual value of the firm for as many months, median of up to twelve earlier values; null per head. 中文：历史常见值，人均规则为 null';
comment on column core.suspicion.head_count is 'Persons employed in the same return; null for a rule of history. 中文：平均用工人数，历史规则为 null';
comment on column core.suspicion.state is 'State: open (waits, used in no figure), released (accepted as received), corrected, rejected (excluded permanently) or noted (a warning: the value is used). 中文：状态：待定、已放行、已更正、已否决、仅提示（照常使用）';
comment on column core.suspicion.decision_id is 'Decision that applies; null where none does. 中文：适用的决定';
comment on column core.suspicion.is_reused is 'True where that decision released an earlier value of the firm and indicator that this one is near to. 中文：是否沿用以往决定';
comment on column core.suspicion.held_cell_id is 'Submission, sheet and cell, as `longmai held` takes it. 中文：待定单元格标识';
comment on column core.suspicion.indicator_id is 'Indicator of the value. 中文：指标标识';
comment on column core.suspicion.enterprise_id is 'The firm. 中文：企业标识';
comment on column core.suspicion.period is 'Period of the value. 中文：期间';
comment on column core.suspicion.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.suspicion.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.suspicion.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.suspicion.source_cell is 'Cell of that sheet, for example F12. 中文：来源单元格';
comment on column core.suspicion.source_row is 'Row of that sheet. 中文：来源行号';
