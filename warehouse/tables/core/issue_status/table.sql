-- group: enterprise
-- access: public
create table core.issue_status (
    issue_status_id varchar not null,
    issue_id varchar not null,
    status varchar not null,
    progress_note varchar,
    due_date date,
    person_name varchar,
    known_from timestamp not null,
    is_synthetic boolean not null,
    is_flagged    boolean not null default false,
    submission_id varchar not null,
    source_sheet varchar not null,
    source_row integer not null,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (issue_status_id)
);
comment on table core.issue_status is 'What each ledger said about an issue: its history.';
comment on column core.issue_status.issue_status_id is 'Issue and file.';
comment on column core.issue_status.known_from is 'When that ledger came, UTC.';
comment on column core.issue_status.is_synthetic is 'True where it is invented sample data.';
comment on column core.issue_status.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.issue_status.submission_id is 'File that it comes from.';
comment on column core.issue_status.source_sheet is 'Sheet of that file.';
comment on column core.issue_status.source_row is 'Row of that sheet.';
comment on column core.issue_status.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
