-- group: programme
-- access: public
create table core.task_dependency (
    task_id        varchar not null,
    needed_task_id varchar not null,
    primary key (task_id, needed_task_id)
);
comment on table core.task_dependency is 'Which task supplies which: the needed task has to be done before the other can be.';
comment on column core.task_dependency.task_id is 'The task that waits.';
comment on column core.task_dependency.needed_task_id is 'The task that supplies it.';
