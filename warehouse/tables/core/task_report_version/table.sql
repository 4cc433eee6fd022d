-- group: programme
-- access: public
create table core.task_report_version (
    task_report_version_id varchar not null,
    task_id                varchar not null,
    quarter                varchar not null,
    department_id          varchar not null,
    role                   varchar,
    progress_status        varchar not null,
    received_at            timestamp not null,
    is_synthetic           boolean not null,
    is_flagged             boolean not null default false,
    submission_id          varchar not null,
    source_sheet           varchar not null,
    source_row             integer not null,
    sheet_id               varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (task_report_version_id)
);
comment on table core.task_report_version is 'Every version of every report on a task, also of units without a part in it: what was known on a day. 中文：任务报告的全部版本（含无分工单位），用于还原任一日的状态';
comment on column core.task_report_version.task_report_version_id is 'Task, quarter, unit and file. 中文：标识';
comment on column core.task_report_version.task_id is 'The task. 中文：任务标识';
comment on column core.task_report_version.quarter is 'Quarter: 2016-Q1. 中文：季度';
comment on column core.task_report_version.department_id is 'Unit that reports. 中文：报告单位标识';
comment on column core.task_report_version.role is 'Its role in the task; null where the plan gives it none: the report counts for nothing. 中文：角色；规划未列其分工为空，报告不计';
comment on column core.task_report_version.progress_status is 'Status of progress, in that file. 中文：进度状态，以该期文件为准';
comment on column core.task_report_version.received_at is 'Arrival of the file, UTC. 中文：收到时刻';
comment on column core.task_report_version.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column core.task_report_version.is_flagged is 'True where a cell of its row is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.task_report_version.submission_id is 'Source file. 中文：来源文件标识';
comment on column core.task_report_version.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.task_report_version.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.task_report_version.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
