-- group: delivery
-- access: closed
create table core.withdrawn_row (
    submission_id varchar not null,
    source_sheet  varchar not null,
    source_row    integer not null,
    dataset       varchar not null,
    decision_id   varchar not null,
    primary key (submission_id, source_sheet, source_row, dataset)
);
comment on table core.withdrawn_row is 'Rows of registers, funds and projects that a person withdrew, with what earlier files said under the same key: no table is made of them.';
comment on column core.withdrawn_row.submission_id is 'The file that gave it.';
comment on column core.withdrawn_row.source_sheet is 'Sheet of that file.';
comment on column core.withdrawn_row.source_row is 'Row of that sheet.';
comment on column core.withdrawn_row.dataset is 'What its rows are staged as.';
comment on column core.withdrawn_row.decision_id is 'The decision that withdrew it.';
