-- group: programme
-- access: public
create table core.task_object (
    task_id     varchar not null,
    object_kind varchar not null,
    object_id   varchar not null,
    primary key (task_id, object_kind, object_id)
);
comment on table core.task_object is 'Named platforms, projects, funds and parks that a task is about. 中文：任务所涉的平台、项目、基金和园区';
comment on column core.task_object.task_id is 'The task. 中文：任务标识';
comment on column core.task_object.object_kind is 'Kind of the object: platform, project, fund or park. 中文：对象类别';
comment on column core.task_object.object_id is 'Its key in the register of its kind. 中文：对象标识';
