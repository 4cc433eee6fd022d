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
comment on table core.reporting_exemption is 'An enterprise, department, task or project that need not send a form for some periods, and who said so.';
comment on column core.reporting_exemption.exemption_id is 'X000001 upwards in the order of decision.';
comment on column core.reporting_exemption.subject_id is 'The enterprise, task or project, or the department with all tasks that it leads.';
comment on column core.reporting_exemption.form_id is 'Report form.';
comment on column core.reporting_exemption.first_period is 'First period that need not be reported.';
comment on column core.reporting_exemption.last_period is 'Last period that need not be reported.';
comment on column core.reporting_exemption.reason is 'Why.';
comment on column core.reporting_exemption.decided_by is 'Who decided.';
comment on column core.reporting_exemption.decided_at is 'When it was recorded, UTC.';
