-- group: programme
-- access: public
create table core.task_department (
    task_id       varchar not null,
    ordinal       integer not null,
    department_id varchar not null,
    role          varchar not null,
    primary key (task_id, department_id)
);
comment on table core.task_department is 'Which units carry a task, in the order of the plan.';
comment on column core.task_department.task_id is 'The task.';
comment on column core.task_department.ordinal is 'Place in the plan''s list of units: 1 leads.';
comment on column core.task_department.department_id is 'The unit.';
comment on column core.task_department.role is 'lead or cooperating.';
