-- group: enterprise
-- access: public
create table mart.warning (
    warning_id          varchar not null,
    warning_kind        varchar not null,
    subject_kind        varchar not null,
    subject_id          varchar not null,
    detail              varchar not null,
    enterprise_id       varchar,
    fund_id             varchar,
    task_id             varchar,
    chain_id            varchar,
    run_from            varchar not null,
    first_period        varchar not null,
    last_period         varchar not null,
    raised_date         date not null,
    known_date          date not null,
    value               decimal(38, 6),
    value_reason        varchar,
    threshold           decimal(38, 6) not null,
    is_holding          boolean not null,
    state               varchar not null,
    handling_status     varchar,
    handled_date        date,
    handled_by          varchar,
    verdict             varchar,
    note                varchar,
    earlier_warning_id  varchar,
    horizon_date        date,
    outcome             varchar not null,
    outcome_value       decimal(38, 6),
    reason              varchar,
    rule_set_version_id varchar not null,
    is_flagged          boolean not null,
    is_synthetic        boolean not null,
    primary key (warning_id)
);
comment on table mart.warning is 'Early warnings: one row per episode in which a rule has held for long enough. 中文：预警，规则连续成立的每一段为一行';
comment on column mart.warning.warning_id is 'Kind, subject and first period: the same in every snapshot. 中文：预警编号，各快照一致';
comment on column mart.warning.warning_kind is 'Kind. 中文：预警类型';
comment on column mart.warning.subject_kind is 'Kind of subject: enterprise, fund or task. 中文：预警对象类别';
comment on column mart.warning.subject_id is 'The enterprise, fund or task. 中文：预警对象标识';
comment on column mart.warning.detail is 'Form, covenant, chain or year that it is about; empty elsewhere. 中文：所涉报表、条款、产业链或年度';
comment on column mart.warning.enterprise_id is 'The enterprise. 中文：企业标识';
comment on column mart.warning.fund_id is 'The fund. 中文：基金标识';
comment on column mart.warning.task_id is 'The task. 中文：任务标识';
comment on column mart.warning.chain_id is 'Chain that depends on one firm. 中文：依赖单一企业的产业链';
comment on column mart.warning.run_from is 'First period of the run that raised it. 中文：连续成立的首期';
comment on column mart.warning.first_period is 'Period in which it was raised. 中文：触发期';
comment on column mart.warning.last_period is 'Last period in which its rule held. 中文：规则成立的末期';
comment on column mart.warning.raised_date is 'Last day of the period that raised it: when it was so. 中文：触发期末日（情况发生之时）';
comment on column mart.warning.known_date is 'Day from which it could be known: the reports that it rests on were here, or their deadline had passed. 中文：可知日期：所依据的报表到齐或报送截止之日';
comment on column mart.warning.value is 'What was measured then. 中文：触发时的测算值';
comment on column mart.warning.value_reason is 'Why it is null. 中文：测算值为空的原因';
comment on column mart.warning.threshold is 'What the rule holds it against. 中文：阈值';
comment on column mart.warning.is_holding is 'True while the rule still holds by the newest facts. 中文：规则是否仍成立';
comment on column mart.warning.state is 'State: raised, acknowledged, acting, closed by people, or lapsed where the rule holds no more. 中文：状态：已触发、已确认、处置中、已关闭、已解除';
comment on column mart.warning.handling_status is 'Newest state that people recorded. 中文：最新处置状态';
comment on column mart.warning.handled_date is 'Day of that record. 中文：处置日期';
comment on column mart.warning.handled_by is 'Person who handles it. 中文：处置人';
comment on column mart.warning.verdict is 'Whether it was true, as people found; no part of the hit rate. 中文：核实结论，不计入命中率';
comment on column mart.warning.note is 'Note of that person. 中文：处置说明';
comment on column mart.warning.earlier_warning_id is 'The one before of the same kind and subject. 中文：同类同对象的上一次预警';
comment on column mart.warning.horizon_date is 'Day by which it comes true or not. 中文：观察期截止日';
comment on column mart.warning.outcome is 'Outcome by facts: hit, not_hit, open or undecided. 中文：结果：命中、未命中、观察期未满、无法判定';
comment on column mart.warning.outcome_value is 'What was measured until then: the least growth of revenue. 中文：观察期内的测算值';
comment on column mart.warning.reason is 'Why there is no outcome. 中文：无结果的原因';
comment on column mart.warning.rule_set_version_id is 'Rule set and version. 中文：规则集及版本';
comment on column mart.warning.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
comment on column mart.warning.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
