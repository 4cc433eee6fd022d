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
comment on table core.project is 'Projects that the plan or a register names. Plans of a year are in core.project_plan, progress in core.project_report and mart.project_progress. 中文：方案或名录列名的项目';
comment on column core.project.project_id is 'Code of the project, the same over time. 中文：项目代码，固定不变';
comment on column core.project.name_zh is 'Name, the short Chinese one. 中文：项目名称，简称';
comment on column core.project.name_en is 'Short English name; null if not in a register. 中文：项目英文名称，简称';
comment on column core.project.project_kind is 'Kind of project: investment, organisation (a company or institute to be founded) or national_programme (national money applied for). 中文：项目类别';
comment on column core.project.status is 'State, of the newest register, else of the plan, which knows `applying` too. 中文：项目状态，以最新名录为准，其次以方案为准（另有 `applying` 申报中）';
comment on column core.project.owner_name is 'Builder, as in the plan or the register; null if neither names one. 中文：建设单位，原文';
comment on column core.project.industry_id is 'Its field, our reading; null if the plan gives no ground for one. 中文：所属领域';
comment on column core.project.document_id is 'Document that names it; null where only a register does. 中文：来源文件标识';
comment on column core.project.project_category is 'Category in the newest register: continued, new or reserve; null if not given. 中文：项目类别：续建、新开工或储备，以最新名录为准，未填为空';
comment on column core.project.total_investment_cny is 'Total investment (yuan), null if no register gives it. 中文：总投资（元），名录未填为空';
comment on column core.project.owner_enterprise_id is 'The owner, where it is an enterprise of the register of key enterprises. 中文：业主企业标识';
comment on column core.project.region_code is 'Region of construction; null if no register gives it. 中文：行政区划代码，建设地点，名录未填为空';
comment on column core.project.lead_department_id is 'Lead department; null if no register names one of the plan''s departments. 中文：牵头部门标识';
comment on column core.project.is_synthetic is 'True where it is invented sample data; a fact of the plan never is. 中文：是否为合成样本数据';
comment on column core.project.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.project.submission_id is 'File of the register entry that added it or brought it up to date; null for a fact of the plan alone. 中文：来源文件标识，无则为 null';
comment on column core.project.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.project.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.project.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
