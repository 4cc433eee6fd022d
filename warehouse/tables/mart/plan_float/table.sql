-- group: programme
-- access: public
create table mart.plan_float (
    plan_float_id      varchar not null,
    end_kind           varchar not null,
    end_target_id      varchar,
    end_task_id        varchar,
    task_id            varchar not null,
    start_date         date,
    due_date           date not null,
    window_days        integer,
    latest_finish_date date not null,
    float_days         integer not null,
    is_critical        boolean not null,
    primary key (plan_float_id)
);
comment on table mart.plan_float is 'How many days a task may slip before what waits for it moves; critical path. 中文：任务浮动时间与关键路径';
comment on column mart.plan_float.plan_float_id is 'End and task. 中文：标识';
comment on column mart.plan_float.end_kind is 'Kind of the end: task or target. 中文：终点类别';
comment on column mart.plan_float.end_target_id is 'The target that waits. 中文：终点目标标识';
comment on column mart.plan_float.end_task_id is 'The task that waits. 中文：终点任务标识';
comment on column mart.plan_float.task_id is 'A task on the way to it. 中文：任务标识';
comment on column mart.plan_float.start_date is 'First day of its window: after what it needs, or the issue. 中文：窗口首日';
comment on column mart.plan_float.due_date is 'Its due date; the year''s end where it has none. 中文：期限，全年任务为年末';
comment on column mart.plan_float.window_days is 'Days of the window. 中文：窗口天数';
comment on column mart.plan_float.latest_finish_date is 'Latest day that does not move the end. 中文：不影响终点的最迟完成日';
comment on column mart.plan_float.float_days is 'Days that it may slip. 中文：可延误天数';
comment on column mart.plan_float.is_critical is 'True for the least float of the end. 中文：是否关键';
