-- group: programme
-- access: public
create table core.task_department (
    task_id       varchar not null,
    ordinal       integer not null,
    department_id varchar not null,
    role          varchar not null,
    primary key (task_id, department_id)
);
comment on table core.task_department is 'Which units carry a task, in the order of the plan. 中文：责任分工';
comment on column core.task_department.task_id is 'The task. 中文：任务标识';
comment on column core.task_department.ordinal is 'Place in the plan''s list of units: 1 is the lead. 中文：序号，1 为牵头';
comment on column core.task_department.department_id is 'The unit. 中文：单位标识';
comment on column core.task_department.role is 'Role: lead or cooperating. 中文：角色';
