-- group: programme
-- access: public
create table core.task (
    task_id            varchar not null,
    document_id        varchar not null,
    section            varchar not null,
    ordinal            integer not null,
    title_zh           varchar not null,
    title_en           varchar not null,
    deadline_kind      varchar not null,
    due_date           date,
    lead_department_id varchar not null,
    duration_days      integer,
    evidence_kind      varchar,
    evidence_number    integer,
    primary key (task_id)
);
comment on table core.task is 'The lines of a plan''s task table. A task without a due date is judged by its quarterly reports. 中文：工作任务（任务分解表的一行）';
comment on column core.task.task_id is 'Stable name of the task. 中文：任务标识';
comment on column core.task.document_id is 'Plan that it belongs to. 中文：所属文件标识';
comment on column core.task.section is 'Section of the plan that it carries out, as numbered there. 中文：文件章节';
comment on column core.task.ordinal is 'Number in the task table. 中文：序号';
comment on column core.task.title_zh is 'Short Chinese title, ours. 中文：中文标题（本站拟）';
comment on column core.task.title_en is 'Short English title. 中文：英文标题';
comment on column core.task.deadline_kind is 'Whether it has a due date: all_year (carried on through the year, no due date) or dated. 中文：期限类型';
comment on column core.task.due_date is 'Last day of the month by whose end it is due; null for all_year. 中文：完成期限';
comment on column core.task.lead_department_id is 'Lead unit: the first one named in the plan. 中文：牵头单位标识';
comment on column core.task.duration_days is 'Days that the work takes, where the plan says so. 中文：所需天数（规划写明时）';
comment on column core.task.evidence_kind is 'What shows that it is done, apart from reports: targets, direct_power, visited_batch, joint_platforms or objects; null for nothing. 中文：完成依据：目标、直供电、走访批次、联合平台、所涉对象；无则为空';
comment on column core.task.evidence_number is 'How many, or which batch. 中文：数量或批次';
