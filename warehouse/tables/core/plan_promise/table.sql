-- group: programme
-- access: public
create table core.plan_promise (
    promise_id   varchar not null,
    document_id  varchar not null,
    promise_kind varchar not null,
    subject      varchar not null,
    title_zh     varchar not null,
    title_en     varchar not null,
    section      varchar,
    task_id      varchar,
    value        decimal(19, 6),
    value_high   decimal(19, 6),
    unit         varchar,
    covers_all   boolean not null,
    target_id    varchar,
    industry_id  varchar,
    term_zh      varchar,
    primary key (promise_id)
);
comment on table core.plan_promise is 'Each number, named object and action of a plan, in its text or in its task table. 中文：规划承诺：正文与任务表中的数值、对象和事项';
comment on column core.plan_promise.promise_id is 'Name of the promise. 中文：标识';
comment on column core.plan_promise.document_id is 'The plan. 中文：所属文件标识';
comment on column core.plan_promise.promise_kind is 'Kind: goal, object or action. 中文：类别：目标、对象、事项';
comment on column core.plan_promise.subject is 'What it is about: promises about one thing share it. 中文：主题';
comment on column core.plan_promise.title_zh is 'Chinese title, ours. 中文：中文标题（本站拟）';
comment on column core.plan_promise.title_en is 'English title. 中文：英文标题';
comment on column core.plan_promise.section is 'Section of the text; null in a row of the task table. 中文：正文章节';
comment on column core.plan_promise.task_id is 'Task in whose row it stands; null in the text. 中文：任务标识';
comment on column core.plan_promise.value is 'Its number, as written. 中文：数值';
comment on column core.plan_promise.value_high is 'Upper end of a range. 中文：上限';
comment on column core.plan_promise.unit is 'Unit of the number. 中文：单位';
comment on column core.plan_promise.covers_all is 'True where it says all without a figure. 中文：是否为全部';
comment on column core.plan_promise.target_id is 'Target that states it. 中文：目标标识';
comment on column core.plan_promise.industry_id is 'Field that it means. 中文：领域标识';
comment on column core.plan_promise.term_zh is 'Word that stands there for its subject. 中文：原文用词';
