-- group: programme
-- access: public
create table core.project_milestone (
    project_milestone_id varchar not null,
    project_id           varchar not null,
    milestone_name       varchar not null,
    milestone_status     varchar not null,
    planned_date         date,
    reached_date         date,
    days_late            integer,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (project_milestone_id)
);
comment on table core.project_milestone is 'Milestones of projects: one row per project and milestone, from the newest file that has it.';
comment on column core.project_milestone.project_milestone_id is 'Project and milestone.';
comment on column core.project_milestone.days_late is 'Days from the day planned to the day reached, below 0 where it came early; of one that is not reached, to the day of the build in China. Null where no day is planned, the planned day is still to come, it is done on a day that nobody says, or stopped.';
comment on column core.project_milestone.is_synthetic is 'True where it is invented sample data.';
comment on column core.project_milestone.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.project_milestone.submission_id is 'File that it comes from.';
comment on column core.project_milestone.source_sheet is 'Sheet of that file.';
comment on column core.project_milestone.source_row is 'Row of that sheet.';
comment on column core.project_milestone.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
