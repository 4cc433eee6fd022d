-- group: measurement
-- access: public
create table core.logic_finding (
    logic_finding_id varchar not null,
    rule_id          varchar not null,
    rule_version     varchar not null,
    severity         varchar not null,
    observation_id   varchar not null,
    indicator_id     varchar not null,
    subject_kind     varchar not null,
    subject_id       varchar not null,
    product_code     varchar not null,
    period           varchar not null,
    compared         decimal(38, 12) not null,
    compared_with    decimal(38, 12) not null,
    message          varchar not null,
    state            varchar not null,
    decision_id      varchar,
    held_cell_id     varchar not null,
    column_name      varchar,
    submission_id    varchar not null,
    source_sheet     varchar not null,
    source_cell      varchar not null,
    primary key (logic_finding_id)
);
comment on table core.logic_finding is 'Values in force that contradict each other by a rule of core.logic_rule. None is held: all stay in use, flagged, until a file corrects one or a person confirms it. Computed anew in every build from what was known then. 中文：逻辑关系不符的现行数值；更正或经人确认前，相关数值照常使用并加标记';
comment on column core.logic_finding.logic_finding_id is 'Rule and value. 中文：标识';
comment on column core.logic_finding.rule_id is 'Rule that they break. 中文：规则标识';
comment on column core.logic_finding.rule_version is 'Version of the rules. 中文：规则版本';
comment on column core.logic_finding.severity is 'How much it matters: warning: the values are flagged and used. 中文：严重程度';
comment on column core.logic_finding.observation_id is 'The value that a person decides about, to settle it; core.logic_cell has all of them. 中文：待人确认的数值';
comment on column core.logic_finding.indicator_id is 'Indicator of that value. 中文：指标标识';
comment on column core.logic_finding.subject_kind is 'Kind of subject: enterprise, region or world. 中文：对象类别';
comment on column core.logic_finding.subject_id is 'enterprise_id, region_code or world. 中文：对象标识';
comment on column core.logic_finding.product_code is 'Product of that value; empty where it has none. 中文：产品代码，无则为空串';
comment on column core.logic_finding.period is 'Period of that value. 中文：期间';
comment on column core.logic_finding.compared is 'Amount of one side, in the unit of the other. 中文：比较方数值';
comment on column core.logic_finding.compared_with is 'Amount of the other side; 0 for a comparison with zero. 中文：对照方数值';
comment on column core.logic_finding.message is 'The contradiction with every cell, and what to do. 中文：说明';
comment on column core.logic_finding.state is 'State: open (its values are flagged) or released (a person confirmed the value). 中文：状态：待核（数值加标记）或已确认';
comment on column core.logic_finding.decision_id is 'The confirming decision; null while open. 中文：适用的决定';
comment on column core.logic_finding.held_cell_id is 'Submission, sheet and cell of the value that a person decides about, as `longmai held` takes it. 中文：待确认单元格';
comment on column core.logic_finding.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.logic_finding.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.logic_finding.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.logic_finding.source_cell is 'Cell of that sheet, for example F12. 中文：来源单元格';
