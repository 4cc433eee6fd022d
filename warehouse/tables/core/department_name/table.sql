-- group: programme
-- access: public
create table core.department_name (
    name_zh       varchar not null,
    department_id varchar not null,
    is_short      boolean not null,
    primary key (name_zh)
);
comment on table core.department_name is 'Every name by which files call a unit: nothing is matched by likeness. 中文：责任单位的全部名称，仅按全称匹配';
comment on column core.department_name.name_zh is 'The name. 中文：名称';
comment on column core.department_name.department_id is 'The unit. 中文：单位标识';
comment on column core.department_name.is_short is 'True for the short name of task tables. 中文：是否为任务表所用简称';
