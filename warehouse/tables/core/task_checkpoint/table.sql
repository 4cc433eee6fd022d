-- group: programme
-- access: public
create table core.task_checkpoint (
    task_id         varchar not null,
    checkpoint_date date not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    primary key (task_id, checkpoint_date)
);
comment on table core.task_checkpoint is 'Days that the plan sets within a task. 中文：任务的时间节点（规划所定）';
comment on column core.task_checkpoint.task_id is 'The task. 中文：任务标识';
comment on column core.task_checkpoint.checkpoint_date is 'Day by which it has to be there. 中文：时间节点';
comment on column core.task_checkpoint.title_zh is 'What has to be there, Chinese. 中文：事项（中文）';
comment on column core.task_checkpoint.title_en is 'What has to be there, English. 中文：事项（英文）';
