-- group: programme
-- access: public
create table mart.plan_finding (
    plan_finding_id varchar not null,
    document_id     varchar not null,
    detector        varchar not null,
    severity        varchar not null,
    section         varchar,
    task_id         varchar,
    other_task_id   varchar,
    target_id       varchar,
    department_id   varchar,
    industry_id     varchar,
    promise_id      varchar,
    text_en         varchar not null,
    text_zh         varchar not null,
    rule_set        varchar not null,
    primary key (plan_finding_id)
);
comment on table mart.plan_finding is 'What the audit of a plan found on the plan''s own files. 中文：规划自查结果';
comment on column mart.plan_finding.plan_finding_id is 'Plan, detector and places. 中文：标识';
comment on column mart.plan_finding.document_id is 'The plan. 中文：规划文件标识';
comment on column mart.plan_finding.detector is 'What found it. 中文：检查项';
comment on column mart.plan_finding.severity is 'defect, risk or remark, by the rule set. 中文：程度';
comment on column mart.plan_finding.section is 'Section of the plan. 中文：章节';
comment on column mart.plan_finding.task_id is 'Task at fault. 中文：任务标识';
comment on column mart.plan_finding.other_task_id is 'Other task that it conflicts with. 中文：另一任务标识';
comment on column mart.plan_finding.target_id is 'Target at fault. 中文：目标标识';
comment on column mart.plan_finding.department_id is 'Unit concerned. 中文：单位标识';
comment on column mart.plan_finding.industry_id is 'Field concerned. 中文：领域标识';
comment on column mart.plan_finding.promise_id is 'Promise concerned. 中文：承诺标识';
comment on column mart.plan_finding.text_en is 'As a sentence, English. 中文：说明（英文）';
comment on column mart.plan_finding.text_zh is 'As a sentence, Chinese. 中文：说明（中文）';
comment on column mart.plan_finding.rule_set is 'Rule set and version. 中文：规则集及版本';
