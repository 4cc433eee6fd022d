-- group: programme
-- access: public
create table core.target_task (
    target_id varchar not null,
    task_id   varchar not null,
    primary key (target_id, task_id)
);
comment on table core.target_task is 'Tasks that serve a target: those that name it or directly produce what it counts. 中文：目标与任务的对应：任务写明该目标或直接产生其计数';
comment on column core.target_task.target_id is 'The target. 中文：目标标识';
comment on column core.target_task.task_id is 'A task that serves it. 中文：任务标识';
