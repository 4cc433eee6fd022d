-- group: enterprise
-- access: public
create table core.issue (
    issue_id varchar not null,
    enterprise_id varchar,
    title_zh varchar not null,
    department_name varchar,
    person_name varchar,
    raised_date date,
    due_date date,
    status varchar not null,
    is_overdue boolean not null,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (issue_id)
);
comment on table core.issue is 'A matter of the issue ledger, as the newest ledger has it.';
comment on column core.issue.enterprise_id is 'The enterprise; null where the ledger names none that is in a register.';
comment on column core.issue.is_overdue is 'True where it was neither done nor suspended on the day after its due date, as of the build.';
comment on column core.issue.is_synthetic is 'True where it is invented sample data.';
comment on column core.issue.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.issue.submission_id is 'File that it comes from.';
comment on column core.issue.source_sheet is 'Sheet of that file.';
comment on column core.issue.source_row is 'Row of that sheet.';
comment on column core.issue.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
