-- group: delivery
-- access: closed
create table core.reporting_period (
    form_id         varchar not null,
    period          varchar not null,
    period_end_date date not null,
    reporter        varchar not null,
    is_collected    boolean not null,
    due_at          timestamp,
    closes_at       timestamp,
    primary key (form_id, period)
);
comment on table core.reporting_period is 'A period of a report form and when it is due, after the calendar of the form. From the first period that the form was sent for to the newest, and three more as far as they have ended; a report of departments for the quarters of the plan''s year that have ended.';
comment on column core.reporting_period.form_id is 'Report form.';
comment on column core.reporting_period.period is 'Month or quarter: 2015-03, 2015-Q1.';
comment on column core.reporting_period.period_end_date is 'Last day of the period.';
comment on column core.reporting_period.reporter is 'Who sends it: enterprise (every one of the register), producer (an enterprise that has sent it before), department (a unit that carries a task) or project.';
comment on column core.reporting_period.is_collected is 'False for a month that the form leaves out: January of a monthly return.';
comment on column core.reporting_period.due_at is 'Instant by which it has to be in, UTC; null where the period is not collected.';
comment on column core.reporting_period.closes_at is 'Instant after which it is late: due_at and the grace of the form, UTC.';
