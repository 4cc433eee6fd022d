-- group: programme
-- access: public
create table core.task_report (
    task_report_id varchar not null,
    task_id varchar not null,
    quarter varchar not null,
    department_id varchar not null,
    role varchar not null,
    due_date date not null,
    report_status varchar not null,
    received_at timestamp,
    progress_status varchar,
    progress_note varchar,
    fields_note varchar,
    completed_quantity decimal(28, 6),
    evidence_note varchar,
    is_current boolean not null default false,
    is_synthetic boolean,
    is_flagged    boolean not null default false,
    submission_id varchar,
    source_sheet varchar,
    source_row integer,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (task_report_id)
);
comment on table core.task_report is 'Quarterly report of each unit on each of its tasks: its arrival and content. A missing report says nothing about the task; a task is done when the current report of its lead unit says so. 中文：部门季度工作进展报告；任务是否完成以牵头单位最新报告为准';
comment on column core.task_report.task_report_id is 'Task, quarter and unit. 中文：标识';
comment on column core.task_report.task_id is 'Name of the task. 中文：任务标识';
comment on column core.task_report.quarter is 'Quarter, such as 2016-Q1. 中文：季度';
comment on column core.task_report.department_id is 'Unit that has to report, for itself: one of those that carry the task. 中文：报告单位标识';
comment on column core.task_report.role is 'Role in the task: lead or cooperating. 中文：角色';
comment on column core.task_report.due_date is 'Last day for the report, after the calendar of the form. 中文：报送期限';
comment on column core.task_report.report_status is 'Status of the report, not of the task: on_time, late, back_loaded (due before anything was received here: timeliness unknown), missing, or not_due before the deadline. 中文：报告状态：按时、迟报、补录（本系统启用前应报，无法判断）、未报、未到期';
comment on column core.task_report.received_at is 'Arrival of the newest report, UTC. 中文：收到时刻';
comment on column core.task_report.progress_status is 'Status of progress, of the task, as the unit reports it; null without a report. 中文：进度状态，任务的进度，以填报为准，未报送为空';
comment on column core.task_report.progress_note is 'Progress, in the unit''s own words. 中文：进展情况，原文';
comment on column core.task_report.fields_note is 'Fields that it reports on, as written. 中文：负责领域，原文';
comment on column core.task_report.completed_quantity is 'Quantity done, in the unit of the task''s number. 中文：完成量，以任务所列数量的单位计';
comment on column core.task_report.evidence_note is 'Documents that prove it, as written. 中文：佐证材料，原文';
comment on column core.task_report.is_current is 'True for the unit''s report on its newest quarter: the task is done when that of the lead says so. 中文：是否为该单位对该任务的最新报告';
comment on column core.task_report.is_synthetic is 'True where the report is invented sample data; null without one. 中文：是否为合成样本数据';
comment on column core.task_report.is_flagged is 'True where a cell of the row of the newest report is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.task_report.submission_id is 'Source file; null without one: a fact of the plan, an outstanding report. 中文：来源文件标识，无则为 null';
comment on column core.task_report.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.task_report.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.task_report.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
