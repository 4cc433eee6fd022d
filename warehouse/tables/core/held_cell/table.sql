-- group: delivery
-- access: public
create table core.held_cell (
    held_cell_id  varchar not null,
    submission_id varchar not null,
    form_id       varchar,
    period        varchar,
    source_sheet  varchar not null,
    source_cell   varchar not null,
    source_row    integer not null,
    column_name   varchar,
    subject       varchar,
    rule          varchar not null,
    message       varchar not null,
    text          varchar,
    state         varchar not null,
    value         varchar,
    decision_id   varchar,
    is_reused     boolean not null,
    primary key (held_cell_id)
);
comment on table core.held_cell is 'A cell that broke a rule and waits for a person, or was decided about. It is in no figure unless it was corrected or released. 中文：待定单元格';
comment on column core.held_cell.held_cell_id is 'Submission, sheet and cell: S000012/财务状况/Q21. Stays however often the file is read again. 中文：待定单元格标识';
comment on column core.held_cell.submission_id is 'The file. 中文：报送标识';
comment on column core.held_cell.form_id is 'Report form of the file. 中文：报表标识';
comment on column core.held_cell.period is 'Period of the file, where its form has one. 中文：报告期';
comment on column core.held_cell.source_sheet is 'Sheet of the workbook; csv for a text file. 中文：工作表';
comment on column core.held_cell.source_cell is 'Cell of that sheet. 中文：单元格';
comment on column core.held_cell.source_row is 'Row of that sheet. 中文：行号';
comment on column core.held_cell.column_name is 'Column of the form. 中文：报表栏目';
comment on column core.held_cell.subject is 'Subject of the row: credit code and further keys, the name if the code itself is held; null if unknown. 中文：行所指对象：信用代码及其他主键，代码待定时为名称，无法判断为空';
comment on column core.held_cell.rule is 'Rule that it breaks. 中文：规则名称';
comment on column core.held_cell.message is 'What is wrong and what to do. 中文：说明';
comment on column core.held_cell.text is 'The cell as received. 中文：单元格原文';
comment on column core.held_cell.state is 'State: open (waits), corrected (read as value), released (accepted as received) or rejected (excluded permanently). 中文：状态：待定、已更正、已放行、已否决';
comment on column core.held_cell.value is 'Value used instead; null unless it is a correction. 中文：更正值';
comment on column core.held_cell.decision_id is 'Decision that applies; null where none does. 中文：所依据的决定';
comment on column core.held_cell.is_reused is 'True where that decision was taken about an earlier cell with the same form, column, subject, text and rule. 中文：是否沿用以往决定';
