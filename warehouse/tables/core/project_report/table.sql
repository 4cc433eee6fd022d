-- group: programme
-- access: public
create table core.project_report (
    project_id               varchar not null,
    period                   varchar not null,
    period_end_date          date not null,
    plan_investment_cny      decimal(18, 2),
    completed_investment_cny decimal(18, 2) not null,
    opened_date              date,
    milestone                varchar,
    is_synthetic             boolean not null,
    is_flagged               boolean not null default false,
    submission_id            varchar not null,
    source_sheet             varchar not null,
    source_row               integer not null,
    sheet_id                 varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (project_id, period)
);
comment on table core.project_report is 'What a project reported for a month: one row per project and month, from the newest file that has it.';
comment on column core.project_report.period_end_date is 'Last day of that month.';
comment on column core.project_report.is_synthetic is 'True where it is invented sample data.';
comment on column core.project_report.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.project_report.submission_id is 'File that it comes from.';
comment on column core.project_report.source_sheet is 'Sheet of that file.';
comment on column core.project_report.source_row is 'Row of that sheet.';
comment on column core.project_report.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
