-- group: delivery
-- access: public
-- key: form_id, period, subject_id, reporter_id
create table mart.reporting_status (
    form_id         varchar not null,
    period          varchar not null,
    subject_kind    varchar not null,
    subject_id      varchar not null,
    reporter_id     varchar not null,
    enterprise_id   varchar,
    department_id   varchar,
    task_id         varchar,
    project_id      varchar,
    period_end_date date not null,
    status          varchar not null,
    due_at          timestamp,
    received_at     timestamp,
    days_late       integer,
    submission_id   varchar,
    exemption_id    varchar
);
comment on table mart.reporting_status is 'For every form, period and subject that a report is owed about: whether it is in, and how late. Judged at the as-of instant of the snapshot. 中文：报表报送状态（企业、任务、项目；以快照截止时刻为准）';
comment on column mart.reporting_status.form_id is 'Report form. 中文：报表标识';
comment on column mart.reporting_status.period is 'Month or quarter that the report is about. 中文：报告期';
comment on column mart.reporting_status.subject_kind is 'Kind of subject: enterprise (owes its report itself), task (each of its units owes one) or project. 中文：报送对象类别';
comment on column mart.reporting_status.subject_id is 'The enterprise, task or project. 中文：报送对象标识';
comment on column mart.reporting_status.reporter_id is 'Reporter: the enterprise, the unit of the task, or the project. 中文：报送单位标识';
comment on column mart.reporting_status.enterprise_id is 'The enterprise that owes it; null for a task or project. 中文：企业标识（任务、项目为空）';
comment on column mart.reporting_status.department_id is 'The unit of the task that owes the report, or that leads the project; null without one. 中文：责任单位标识';
comment on column mart.reporting_status.task_id is 'Task of the report; null for the others. 中文：任务标识';
comment on column mart.reporting_status.project_id is 'Project of the report; null for the others. 中文：项目标识';
comment on column mart.reporting_status.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column mart.reporting_status.status is 'Status: on_time, late, back_loaded (received, but due before anything was received here: timeliness unknown), missing (after the deadline), not_due (not collected, or before the deadline) or exempt. 中文：报送状态：按时、迟报、补录（无法判断是否按时）、未报、未到期或不采集、免报';
comment on column mart.reporting_status.due_at is 'Instant by which it has to be in, UTC; null where the period is not collected. 中文：报送截止时刻';
comment on column mart.reporting_status.received_at is 'Arrival of the first file that brought it, UTC; null where none has. 中文：首次收到时刻';
comment on column mart.reporting_status.days_late is 'Days begun between the deadline and the arrival, or the as-of instant while it is missing; 0 on time, null where back-loaded, not due or exempt. 中文：迟报天数，按时为 0；补录、未到期、免报为空';
comment on column mart.reporting_status.submission_id is 'That first file. 中文：首个报送文件标识';
comment on column mart.reporting_status.exemption_id is 'The exemption, where there is one. 中文：免报标识';
