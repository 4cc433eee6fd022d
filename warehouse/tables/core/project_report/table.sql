-- group: programme
create table core.project_report (
    project_id               varchar not null,
    period                   varchar not null,
    period_end_date          date not null,
    plan_investment_cny      decimal(18, 2),
    completed_investment_cny decimal(18, 2) not null,
    opened_date              date,
    milestone                varchar,
    is_synthetic             boolean not null,
    submission_id            varchar not null,
    source_sheet             varchar not null,
    source_row               integer not null,
    primary key (project_id, period)
);
comment on table core.project_report is 'What a project reported for a month: one row per project and month, from the newest file that has it.';
comment on column core.project_report.project_id is 'The project.';
comment on column core.project_report.period is 'Month: 2016-03.';
comment on column core.project_report.period_end_date is 'Last day of that month.';
comment on column core.project_report.plan_investment_cny is 'Yuan: plan of the year as the report has it; null where it repeats none.';
comment on column core.project_report.completed_investment_cny is 'Yuan completed from January to the end of the month.';
comment on column core.project_report.opened_date is 'Day on which work began; null where it has not, or the report does not say.';
comment on column core.project_report.milestone is 'What has been reached, in the words of the report.';
comment on column core.project_report.is_synthetic is 'True where it is invented sample data.';
comment on column core.project_report.submission_id is 'File that it comes from.';
comment on column core.project_report.source_sheet is 'Sheet of that file.';
comment on column core.project_report.source_row is 'Row of that sheet.';
