-- group: measurement
-- access: closed
create table core.column_slip (
    held_cell_id   varchar not null,
    submission_id  varchar not null,
    source_sheet   varchar not null,
    column_letters varchar not null,
    form_column_id varchar not null,
    indicator_id   varchar not null,
    period         varchar not null,
    rule_id        varchar not null,
    rule_version   varchar not null,
    severity       varchar not null,
    factor         bigint not null,
    direction      varchar not null,
    value_count    integer not null,
    judged_count   integer not null,
    off_count      integer not null,
    first_row      integer not null,
    last_row       integer not null,
    primary key (held_cell_id)
);
comment on table core.column_slip is 'Columns of files whose values are off what their own firms reported before by one and the same factor: the wrong unit for the whole column. All values of such a column are in core.suspicion, under one held cell.';
comment on column core.column_slip.held_cell_id is 'Submission, sheet and letters of the column, as `longmai held` takes it.';
comment on column core.column_slip.submission_id is 'The file.';
comment on column core.column_slip.source_sheet is 'Sheet of that file.';
comment on column core.column_slip.column_letters is 'Letters of the column there.';
comment on column core.column_slip.form_column_id is 'Form and column.';
comment on column core.column_slip.indicator_id is 'Indicator of its values.';
comment on column core.column_slip.period is 'Period of its values.';
comment on column core.column_slip.rule_id is 'Rule that found it.';
comment on column core.column_slip.rule_version is 'Version of the rules.';
comment on column core.column_slip.severity is 'held (a person has to decide) or warning.';
comment on column core.column_slip.factor is 'How many times as much as usual, or which part of it.';
comment on column core.column_slip.direction is 'too_high or too_low.';
comment on column core.column_slip.value_count is 'Values of the column.';
comment on column core.column_slip.judged_count is 'Values of it whose firms reported steadily before, so that they can be compared.';
comment on column core.column_slip.off_count is 'Of these, how many are off by the factor.';
comment on column core.column_slip.first_row is 'First row of the sheet with a value in the column.';
comment on column core.column_slip.last_row is 'Last row with one.';
