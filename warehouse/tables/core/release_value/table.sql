-- group: snapshot
-- access: public
create table core.release_value (
    observation_id    varchar not null,
    change            varchar not null,
    cause             varchar not null,
    form_id           varchar not null,
    value_before      decimal(19, 6),
    value_after       decimal(19, 6),
    submission_before varchar,
    submission_after  varchar,
    decision_id       varchar,
    primary key (observation_id)
);
comment on table core.release_value is 'Single values that this snapshot changes against the one before: dropped ones first, then corrected, then added, no more than the rules of a release list. core.release_change counts all of them. 中文：本次发布变动的单个数值（有限列表）';
comment on column core.release_value.observation_id is 'Identity of the value. 中文：观测值标识';
comment on column core.release_value.change is 'Kind of change: dropped, corrected (it or its restated same period differs) or added. 中文：变动类别：消失、更正（含上年同期）、新增';
comment on column core.release_value.cause is 'As in core.release_change. 中文：变动原因';
comment on column core.release_value.form_id is 'Source form; empty if none. 中文：报表标识，无则为空串';
comment on column core.release_value.value_before is 'In the snapshot before; null where there was none. 中文：变动前数值';
comment on column core.release_value.value_after is 'In this snapshot; null if absent. 中文：变动后数值';
comment on column core.release_value.submission_before is 'File of the value before. 中文：变动前来源文件';
comment on column core.release_value.submission_after is 'File of the value in this snapshot. 中文：变动后来源文件';
comment on column core.release_value.decision_id is 'Decision that changed it, where the cause is one. 中文：所依据的决定';
