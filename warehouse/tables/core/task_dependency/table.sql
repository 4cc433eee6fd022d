-- group: programme
-- access: public
create table core.task_dependency (
    task_id        varchar not null,
    needed_task_id varchar not null,
    basis          varchar not null default 'stated',
    primary key (task_id, needed_task_id)
);
comment on table core.task_dependency is 'Which task supplies which: the needed task has to be done before the other can be. 中文：任务间的先后依赖：前置任务须先完成';
comment on column core.task_dependency.task_id is 'The task that waits. 中文：等待的任务';
comment on column core.task_dependency.needed_task_id is 'The task that supplies it. 中文：前置任务';
comment on column core.task_dependency.basis is 'stated where the plan says so, inferred where it is our reading. 中文：依据：stated 为规划写明，inferred 为推断';
