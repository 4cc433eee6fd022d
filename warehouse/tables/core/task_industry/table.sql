-- group: programme
-- access: public
create table core.task_industry (
    task_id       varchar not null,
    department_id varchar not null,
    industry_id   varchar not null,
    primary key (task_id, industry_id)
);
comment on table core.task_industry is 'Which fields each unit of a task answers for, where the plan divides a task by field. Other tasks have no rows.';
comment on column core.task_industry.task_id is 'The task.';
comment on column core.task_industry.department_id is 'The unit that answers for the field.';
comment on column core.task_industry.industry_id is 'The field.';
