-- group: programme
-- access: public
create table core.project_report (
    project_id               varchar not null,
    period                   varchar not null,
    period_end_date          date not null,
    plan_investment_cny      decimal(18, 2),
    completed_investment_ytd_cny decimal(18, 2) not null,
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
comment on table core.project_report is 'Monthly report of a project: one row per project and month, from the newest file. 中文：项目进度月报';
comment on column core.project_report.project_id is 'Code of the project, the same over time. 中文：项目代码，固定不变';
comment on column core.project_report.period is 'Month, such as 2016-03. 中文：报告期';
comment on column core.project_report.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column core.project_report.plan_investment_cny is 'Plan of the year (yuan), that of the register holds where it is blank; null where the report repeats none. 中文：年度计划投资（元），未填的以名录为准';
comment on column core.project_report.completed_investment_ytd_cny is 'Completed since January (yuan), up to the end of the month. 中文：累计完成投资（元），1 月至本月末';
comment on column core.project_report.opened_date is 'Start of work; null if not begun or not reported. 中文：开工日期，未开工或未填为空';
comment on column core.project_report.milestone is 'Stage reached, in the words of the report. 中文：形象进度，原文';
comment on column core.project_report.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.project_report.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.project_report.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.project_report.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.project_report.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.project_report.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
