-- group: delivery
-- access: public
create table core.finding (
    finding_id    varchar not null,
    submission_id varchar not null,
    severity      varchar not null,
    rule          varchar not null,
    source_sheet  varchar,
    source_cell   varchar,
    column_name   varchar,
    text          varchar,
    message       varchar not null,
    decision_id   varchar,
    primary key (finding_id)
);
comment on table core.finding is 'A finding about a file: a held cell, a warning or a note, with its cell. 中文：读取文件时发现的问题';
comment on column core.finding.finding_id is 'Submission and ordinal within it. 中文：问题标识';
comment on column core.finding.submission_id is 'The file. 中文：报送标识';
comment on column core.finding.severity is 'How much it matters: held (the cell waits for a decision and is in no figure), unassigned (a series without an indicator, in no figure), warning, info, waiting (the whole file waits to be named) or refused. 中文：严重程度';
comment on column core.finding.rule is 'Name of the rule that was broken. 中文：规则名称';
comment on column core.finding.source_sheet is 'Sheet of the workbook. 中文：工作表';
comment on column core.finding.source_cell is 'Cell address, for example C17; null where it is about the whole file. 中文：单元格';
comment on column core.finding.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.finding.text is 'The cell as received. 中文：单元格原文';
comment on column core.finding.message is 'What is wrong and what to do. 中文：说明';
comment on column core.finding.decision_id is 'For a credit code with a wrong check digit: the decision in force that confirms it. Null otherwise; decisions about held cells are in core.held_cell. 中文：确认该信用代码无误的决定，其余为空';
