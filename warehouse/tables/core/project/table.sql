-- group: programme
-- access: public
create table core.project (
    project_id   varchar not null,
    name_zh      varchar not null,
    name_en      varchar,
    project_kind varchar not null,
    status       varchar not null,
    owner_name   varchar,
    industry_id  varchar,
    document_id  varchar,
    project_category varchar,
    total_investment_cny decimal(18, 2),
    owner_enterprise_id varchar,
    region_code varchar,
    lead_department_id varchar,
    is_synthetic    boolean not null,
    is_flagged      boolean not null default false,
    submission_id   varchar,
    source_sheet    varchar,
    source_row      integer,
    sheet_id        varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (project_id)
);
comment on table core.project is 'Projects that the plan or a register names. Plans of a year are in core.project_plan, progress in core.project_report and mart.project_progress.';
comment on column core.project.project_kind is 'investment, organisation (a company or institute to be founded) or national_programme (national money applied for).';
comment on column core.project.industry_id is 'Field that it belongs to, our reading; null where the plan gives no ground for one.';
comment on column core.project.document_id is 'Document that names it; null where only a register does.';
comment on column core.project.owner_enterprise_id is 'The owner, where it is an enterprise of the register of key enterprises.';
comment on column core.project.lead_department_id is 'Department that leads it; null where no register names one that the plan knows.';
comment on column core.project.is_synthetic is 'True where it is invented sample data; a fact of the plan never is.';
comment on column core.project.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row.';
comment on column core.project.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone.';
comment on column core.project.source_sheet is 'Sheet of that file.';
comment on column core.project.source_row is 'Row of that sheet.';
comment on column core.project.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it.';
