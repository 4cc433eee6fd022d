-- group: programme
-- access: public
create table core.target_task (
    target_id varchar not null,
    task_id   varchar not null,
    primary key (target_id, task_id)
);
comment on table core.target_task is 'Which tasks bring a target about: those that name it or directly produce what it counts.';
comment on column core.target_task.target_id is 'The target.';
comment on column core.target_task.task_id is 'A task that serves it.';
