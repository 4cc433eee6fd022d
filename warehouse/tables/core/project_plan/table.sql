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
comment on table core.project_plan is 'Planned investment and category of a project in a year: one row per project and year of the register. 中文：项目年度计划投资及类别';
comment on column core.project_plan.project_id is 'Code of the project, the same over time. 中文：项目代码，固定不变';
comment on column core.project_plan.plan_year is 'Year of the plan. 中文：计划年度';
comment on column core.project_plan.project_category is 'Category in that year: continued, new or reserve. 中文：项目类别，该年度：续建、新开工或储备';
comment on column core.project_plan.plan_investment_cny is 'Investment planned for the year (yuan); null if not in the register. 中文：年度计划投资（元），名录未填为空';
comment on column core.project_plan.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.project_plan.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.project_plan.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.project_plan.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.project_plan.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.project_plan.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
