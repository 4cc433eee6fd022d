-- group: programme
-- access: public
create table core.task_industry (
    task_id       varchar not null,
    department_id varchar not null,
    industry_id   varchar not null,
    primary key (task_id, industry_id)
);
comment on table core.task_industry is 'Which fields each unit of a task answers for, where the plan divides a task by field. Other tasks have no rows. 中文：按领域的责任分工';
comment on column core.task_industry.task_id is 'The task. 中文：任务标识';
comment on column core.task_industry.department_id is 'The unit that answers for the field. 中文：责任单位标识';
comment on column core.task_industry.industry_id is 'The field. 中文：领域标识';
