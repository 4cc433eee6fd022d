-- group: delivery
-- access: closed
create table core.reporting_exemption (
    exemption_id  varchar not null,
    subject_id    varchar not null,
    form_id       varchar not null,
    first_period  varchar not null,
    last_period   varchar not null,
    reason        varchar not null,
    decided_by    varchar not null,
    decided_at    timestamp not null,
    primary key (exemption_id)
);
comment on table core.reporting_exemption is 'Exemption of an enterprise, department, task or project from a form for some periods, or of a target or task from being done, and who decided it. 中文：免报：某企业、部门、任务或项目在若干报告期不必报送，或某目标、任务不再要求，及决定人';
comment on column core.reporting_exemption.exemption_id is 'X000001 upwards in the order of decision. 中文：免报序号，按决定先后自 X000001 起';
comment on column core.reporting_exemption.subject_id is 'The enterprise, task or project, the department for all tasks that it leads, or the target. 中文：企业、任务或项目；部门则及于其牵头的全部任务；或目标';
comment on column core.reporting_exemption.form_id is 'Report form; target or task for one that is moot; escalation for a task whose escalation is held. 中文：报表标识；目标、任务失效者为 target、task；暂缓督办者为 escalation';
comment on column core.reporting_exemption.first_period is 'First period that need not be reported; of a held escalation the first day. 中文：免报起始期；暂缓督办为起始日';
comment on column core.reporting_exemption.last_period is 'Last period that need not be reported; of a held escalation the last day. 中文：免报截止期；暂缓督办为截止日';
comment on column core.reporting_exemption.reason is 'Why. 中文：理由';
comment on column core.reporting_exemption.decided_by is 'Person who decided. 中文：决定人';
comment on column core.reporting_exemption.decided_at is 'When it was recorded, UTC. 中文：登记时刻（UTC）';
