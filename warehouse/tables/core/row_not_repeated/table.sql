-- group: delivery
-- access: closed
create table core.row_not_repeated (
    submission_id         varchar not null,
    source_sheet          varchar not null,
    earlier_submission_id varchar not null,
    earlier_sheet         varchar not null,
    earlier_row           integer not null,
    row_id                varchar not null,
    subject_id            varchar not null,
    product_code          varchar not null
);
comment on table core.row_not_repeated is 'Rows of a return that a later file of the same form and period, which gives most of the return again, gives no value for. They stay in force.';
comment on column core.row_not_repeated.submission_id is 'The later file.';
comment on column core.row_not_repeated.source_sheet is 'Its sheet.';
comment on column core.row_not_repeated.earlier_submission_id is 'The newest file that gave the row.';
comment on column core.row_not_repeated.earlier_sheet is 'Its sheet.';
comment on column core.row_not_repeated.earlier_row is 'The row of that sheet.';
comment on column core.row_not_repeated.row_id is 'File, sheet and row, as `longmai held withdraw-row` takes it: S000012/财务状况/21.';
comment on column core.row_not_repeated.subject_id is 'The enterprise.';
comment on column core.row_not_repeated.product_code is 'The product; empty where the form has none.';
