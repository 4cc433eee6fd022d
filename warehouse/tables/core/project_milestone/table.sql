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
    days_late_reason     varchar,
    is_open              boolean not null default false,
    is_synthetic         boolean not null,
    is_flagged           boolean not null default false,
    submission_id        varchar not null,
    source_sheet         varchar not null,
    source_row           integer not null,
    sheet_id             varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (project_milestone_id)
);
comment on table core.project_milestone is 'Milestones of projects: one row per project and milestone, from the newest file that has it. 中文：项目节点（里程碑）';
comment on column core.project_milestone.project_milestone_id is 'Project and milestone. 中文：标识';
comment on column core.project_milestone.project_id is 'Code of the project, the same over time. 中文：项目代码，固定不变';
comment on column core.project_milestone.milestone_name is 'Milestone, as the file writes it. 中文：节点名称，原文';
comment on column core.project_milestone.milestone_status is 'State, as the newest file has it. 中文：节点状态，以最新文件为准';
comment on column core.project_milestone.planned_date is 'Planned day in the newest file; null if not given. 中文：计划完成日期，以最新文件为准';
comment on column core.project_milestone.reached_date is 'Day on which it was reached; null if not reached or not reported. 中文：实际完成日期，未完成或未填为空';
comment on column core.project_milestone.days_late is 'Days from the planned day to the day reached, negative if early; if not reached, to the day of the build in China. Null without a planned day, before the planned day, if the day reached is unknown, or if stopped. 中文：延迟天数，提前为负；未完成的算至快照截止日，未到计划日或已取消则为 null';
comment on column core.project_milestone.days_late_reason is 'Why that is null. 中文：空值原因';
comment on column core.project_milestone.is_open is 'True where the planned day has passed without it: `days_late` grows with every day. 中文：计划日期已过而未达到，延误天数逐日增加';
comment on column core.project_milestone.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.project_milestone.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.project_milestone.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.project_milestone.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.project_milestone.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.project_milestone.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
