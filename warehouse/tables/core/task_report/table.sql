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
    is_current boolean not null default false,
    is_synthetic boolean,
    is_flagged    boolean not null default false,
    submission_id varchar,
    source_sheet varchar,
    source_row integer,
    sheet_id      varchar generated always as (submission_id || '/' || source_sheet) virtual,
    primary key (task_report_id)
);
comment on table core.task_report is 'The quarterly report of each unit on each task that it carries: that it came, when, and what it says. A report that is missing says nothing about its task; a task is done when the current report of the unit that leads it says so. 中文：部门季度工作进展报告';
comment on column core.task_report.task_report_id is 'Task, quarter and unit. 中文：标识';
comment on column core.task_report.task_id is 'Name of the task. 中文：任务标识';
comment on column core.task_report.quarter is 'Quarter, such as 2016-Q1. 中文：季度';
comment on column core.task_report.department_id is 'Unit that has to report, for itself: one of those that carry the task. 中文：报告单位标识';
comment on column core.task_report.role is 'Its part in the task: lead or cooperating. 中文：角色';
comment on column core.task_report.due_date is 'Last day for the report, after the calendar of the form. 中文：报送期限';
comment on column core.task_report.report_status is 'Of the report, never of the task: on_time, late, back_loaded (due before anything was received here: in time or late, nobody can say), missing, or not_due while there is time. 中文：报告状态';
comment on column core.task_report.received_at is 'When the newest report came, UTC. 中文：收到时刻';
comment on column core.task_report.progress_status is 'Status of progress, of the task, as the unit reports it; null without a report. 中文：进度状态，任务的进度，以填报为准，未报送为空';
comment on column core.task_report.progress_note is 'Progress, in the unit''s own words. 中文：进展情况，原文';
comment on column core.task_report.is_current is 'True for the report on the newest quarter that the unit has reported on the task: the task is done when that of the lead says so. 中文：是否为该单位对该任务的最新报告';
comment on column core.task_report.is_synthetic is 'True where the report is invented sample data; null without one. 中文：是否为合成样本数据';
comment on column core.task_report.is_flagged is 'True where a cell of the row of the newest report is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column core.task_report.submission_id is 'File that it comes from; null where none did: a fact of the plan alone, a report that is owed. 中文：来源文件标识，无则为 null';
comment on column core.task_report.source_sheet is 'Sheet of that file. 中文：来源工作表';
comment on column core.task_report.source_row is 'Row of that sheet. 中文：来源行号';
comment on column core.task_report.sheet_id is 'File and sheet: core.sheet_column has a row for each column of it. 中文：来源文件与工作表标识';
