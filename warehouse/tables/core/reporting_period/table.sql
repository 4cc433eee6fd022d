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
comment on table core.reporting_period is 'A period of a report form and when it is due, after the calendar of the form. From the first period that the form was sent for to the newest, and three more as far as they have ended; a report of departments for the quarters of the plan''s year that have ended. 中文：各报表的报告期及截止时刻（按报表的报送日历）';
comment on column core.reporting_period.form_id is 'Report form. 中文：报表标识';
comment on column core.reporting_period.period is 'Month or quarter: 2015-03, 2015-Q1. 中文：月份或季度';
comment on column core.reporting_period.period_end_date is 'Last day of the period. 中文：期末日期';
comment on column core.reporting_period.reporter is 'Reporter: enterprise (every one of the register), producer (an enterprise that has sent it before), department (a unit of a task) or project. 中文：报送主体：enterprise 名录内企业；producer 曾报送产量的企业；department 任务牵头单位；project 项目';
comment on column core.reporting_period.is_collected is 'False for a month that the form leaves out: January of a monthly return. 中文：该期不布置者为假，如月报的 1 月';
comment on column core.reporting_period.due_at is 'Instant by which it has to be in, UTC; null where the period is not collected. 中文：报送截止时刻（UTC），不布置者为空';
comment on column core.reporting_period.closes_at is 'Instant after which it is late: due_at and the grace of the form, UTC. 中文：迟报起算时刻（UTC），含宽限';
