-- group: programme
-- access: public
create table core.task_report (
    task_report_id varchar not null,
    task_id varchar not null,
    quarter varchar not null,
    department_id varchar not null,
    role varchar not null,
    due_date date not null,
    report_status varchar not null,
    received_at timestamp,
    progress_status varchar,
    progress_note varchar,
    is_current boolean not null default false,
    is_synthetic boolean,
    is_flagged    boolean not null default false,
    submission_id varchar,
    source_sheet varchar,
    source_row integer,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (task_report_id)
);
comment on table core.task_report is 'The quarterly report of each unit on each task that it carries: that it came, when, and what it says. A report that is missing says nothing about its task; a task is done when the current report of the unit that leads it says so.';
comment on column core.task_report.task_report_id is 'Task, quarter and unit.';
comment on column core.task_report.department_id is 'Unit that has to report, for itself: one of those that carry the task.';
comment on column core.task_report.role is 'Its part in the task: lead or cooperating.';
comment on column core.task_report.due_date is 'Last day for the report, after the calendar of the form.';
comment on column core.task_report.report_status is 'Of the report, never of the task: on_time, late, back_loaded (due before anything was received here: in time or late, nobody can say), missing, or not_due while there is time.';
comment on column core.task_report.received_at is 'When the newest report came, UTC.';
comment on column core.task_report.is_current is 'True for the report on the newest quarter that the unit has reported on the task.';
comment on column core.task_report.is_synthetic is 'True where the report is invented sample data; null without one.';
comment on column core.task_report.is_flagged is 'True where a cell of the row of the newest report is held and not taken: look at it before relying on the row.';
comment on column core.task_report.submission_id is 'File of the newest report.';
comment on column core.task_report.source_sheet is 'Sheet of that file.';
comment on column core.task_report.source_row is 'Row of that sheet.';
comment on column core.task_report.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
