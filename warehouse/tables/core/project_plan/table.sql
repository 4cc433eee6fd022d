-- group: programme
-- access: public
create table core.project_plan (
    project_id          varchar not null,
    plan_year           integer not null,
    project_category    varchar not null,
    plan_investment_cny decimal(18, 2),
    is_synthetic        boolean not null,
    is_flagged          boolean not null default false,
    submission_id       varchar not null,
    source_sheet        varchar not null,
    source_row          integer not null,
    sheet_id            varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (project_id, plan_year)
);
comment on table core.project_plan is 'What a project is to invest in a year and as which category it counts in it: one row per project and year of the register.';
comment on column core.project_plan.is_synthetic is 'True where it is invented sample data.';
comment on column core.project_plan.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.project_plan.submission_id is 'File that it comes from.';
comment on column core.project_plan.source_sheet is 'Sheet of that file.';
comment on column core.project_plan.source_row is 'Row of that sheet.';
comment on column core.project_plan.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
