-- group: programme
-- access: public
create table mart.task_checkpoint (
    task_id         varchar not null,
    checkpoint_date date not null,
    is_synthetic    boolean not null,
    title_zh        varchar not null,
    title_en        varchar not null,
    is_default      boolean not null,
    is_reached      boolean not null,
    is_missed       boolean not null,
    state_date      date not null,
    rule_set        varchar not null,
    primary key (task_id, checkpoint_date, is_synthetic)
);
comment on table mart.task_checkpoint is 'Days within tasks without a due date, on the day of the build. 中文：全年任务的时间节点及其达成情况';
comment on column mart.task_checkpoint.task_id is 'The task. 中文：任务标识';
comment on column mart.task_checkpoint.checkpoint_date is 'The day. 中文：时间节点';
comment on column mart.task_checkpoint.is_synthetic is 'True where the reports are invented sample data. 中文：是否为合成样本数据';
comment on column mart.task_checkpoint.title_zh is 'What has to be there, Chinese. 中文：事项（中文）';
comment on column mart.task_checkpoint.title_en is 'What has to be there, English. 中文：事项（英文）';
comment on column mart.task_checkpoint.is_default is 'True for a quarter''s end, where the plan sets no day. 中文：是否为默认节点（季度末）';
comment on column mart.task_checkpoint.is_reached is 'True where the lead''s report of the quarter says done, ahead or on schedule. 中文：是否达到';
comment on column mart.task_checkpoint.is_missed is 'True where it is over without that. 中文：是否错过';
comment on column mart.task_checkpoint.state_date is 'Day of which this is the state. 中文：状态所属日期';
comment on column mart.task_checkpoint.rule_set is 'Rule set and version of the states. 中文：规则集及版本';
