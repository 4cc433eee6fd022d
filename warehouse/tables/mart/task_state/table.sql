-- group: programme
-- access: public
create table mart.task_state (
    task_id            varchar not null,
    is_synthetic       boolean not null,
    state_date         date not null,
    state              varchar not null,
    timing             varchar not null,
    effective_due_date date,
    days_over          integer,
    newest_report_date date,
    done_date          date,
    escalation         varchar not null,
    escalation_by_rule varchar not null,
    held_until_date    date,
    held_by            varchar,
    held_reason        varchar,
    contradicted_by    varchar,
    contradicted_count integer not null,
    evidence_got       integer,
    evidence_due       integer,
    evidence_reason    varchar,
    reports_missing    integer not null,
    quarters_behind    integer not null,
    rule_set           varchar not null,
    primary key (task_id, is_synthetic)
);
comment on table mart.task_state is 'Where each task stands on the day of the build, for real and synthetic reports apart. taskTimings has any other day. 中文：任务状态（构建当日）；其他日期用 taskTimings 查询';
comment on column mart.task_state.task_id is 'The task. 中文：任务标识';
comment on column mart.task_state.is_synthetic is 'True where the reports are invented sample data. 中文：是否为合成样本数据';
comment on column mart.task_state.state_date is 'Day of which this is the state. 中文：状态所属日期';
comment on column mart.task_state.state is 'State, from the lead''s newest report and the evidence. 中文：状态：依牵头单位最新报告与佐证判定';
comment on column mart.task_state.timing is 'Whether the day that counts is over or to come. 中文：是否逾期';
comment on column mart.task_state.effective_due_date is 'Its own due date, else that of the checkpoint that counts. 中文：实际期限：自身期限或当前节点';
comment on column mart.task_state.days_over is 'Days over that day; below 0: left. Null once closed. 中文：逾期天数，负数为剩余，已结束为空';
comment on column mart.task_state.newest_report_date is 'Arrival of the lead''s newest report. 中文：牵头单位最新报告日期';
comment on column mart.task_state.done_date is 'Day since which all leads say done. 中文：完成日期';
comment on column mart.task_state.escalation is 'Rung of escalation. 中文：督办层级';
comment on column mart.task_state.escalation_by_rule is 'Rung by the rules; `escalation` is held while a person holds it. 中文：按规则的督办层级；经人暂缓时 `escalation` 为暂缓';
comment on column mart.task_state.held_until_date is 'Last day on which a person holds it; null where nobody does. 中文：暂缓截止日，未暂缓为空';
comment on column mart.task_state.held_by is 'Who holds it. 中文：决定暂缓的人';
comment on column mart.task_state.held_reason is 'Why. 中文：暂缓理由';
comment on column mart.task_state.contradicted_by is 'Units that say worse than the lead, by their ids. 中文：说法更差的配合单位';
comment on column mart.task_state.contradicted_count is 'How many these are. 中文：其个数';
comment on column mart.task_state.evidence_got is 'What registers show as done. 中文：佐证已达数';
comment on column mart.task_state.evidence_due is 'What there has to be. 中文：佐证应达数';
comment on column mart.task_state.evidence_reason is 'Why evidence is missing; null too where the task has none to show. 中文：缺佐证原因';
comment on column mart.task_state.reports_missing is 'Reports of the lead missing running. 中文：连续未报季数';
comment on column mart.task_state.quarters_behind is 'Quarters behind running. 中文：连续欠进度季数';
comment on column mart.task_state.rule_set is 'Rule set and version of the escalation. 中文：规则集及版本';
