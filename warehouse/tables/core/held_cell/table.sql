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
comment on table core.held_cell is 'A cell that broke a rule and waits for a person, or was decided about. It is in no figure unless it was corrected or released.';
comment on column core.held_cell.held_cell_id is 'Submission, sheet and cell: S000012/财务状况/Q21. Stays however often the file is read again.';
comment on column core.held_cell.submission_id is 'The file.';
comment on column core.held_cell.form_id is 'Report form of the file.';
comment on column core.held_cell.period is 'Period of the file, where its form has one.';
comment on column core.held_cell.source_sheet is 'Sheet of the workbook; csv for a text file.';
comment on column core.held_cell.source_cell is 'Cell of that sheet.';
comment on column core.held_cell.source_row is 'Row of that sheet.';
comment on column core.held_cell.column_name is 'Column of the form.';
comment on column core.held_cell.subject is 'Whom the row is about: credit code and further keys, the name where the code itself is held; null where that cannot be told.';
comment on column core.held_cell.rule is 'Rule that it breaks.';
comment on column core.held_cell.message is 'What is wrong and what to do.';
comment on column core.held_cell.text is 'The cell as it stood.';
comment on column core.held_cell.state is 'open (waits), corrected (read as value), released (taken as it stands) or rejected (left out for good).';
comment on column core.held_cell.value is 'What the decision reads in its place; null unless it is a correction.';
comment on column core.held_cell.decision_id is 'Decision that applies; null where none does.';
comment on column core.held_cell.is_reused is 'True where that decision was taken about an earlier cell with the same form, column, subject, text and rule.';
