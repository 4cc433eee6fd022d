-- group: programme
-- access: public
create table mart.project_light (
    project_id               varchar not null,
    period                   varchar not null,
    period_end_date          date not null,
    light_rule_id            varchar not null,
    light_rule_version_id    varchar not null,
    light                    varchar,
    progress_light           varchar,
    start_light              varchar,
    reason                   varchar not null,
    months_running           integer,
    is_newest                boolean not null,
    expected_share           decimal(19, 6) not null,
    expected_basis           varchar not null,
    actual_share             decimal(19, 6),
    shortfall_pp             decimal(19, 6),
    schedule_ratio           decimal(19, 6),
    plan_investment_cny      decimal(18, 2),
    completed_investment_cny decimal(18, 2),
    planned_start_date       date,
    is_opened                boolean,
    months_unopened          integer,
    is_synthetic             boolean not null,
    primary key (project_id, period, light_rule_id)
);
comment on table mart.project_light is 'Traffic light of a project by month and rule set, with all that it was told by. Rule sets are of other places; a month without a report has no light.';
comment on column mart.project_light.project_id is 'The project.';
comment on column mart.project_light.period is 'Month: 2016-03.';
comment on column mart.project_light.period_end_date is 'Last day of that month.';
comment on column mart.project_light.light_rule_id is 'Rule set that judges.';
comment on column mart.project_light.light_rule_version_id is 'The version of it that is in force at the end of the month.';
comment on column mart.project_light.light is 'green, yellow or red: the worst of progress and start; null where it cannot be told.';
comment on column mart.project_light.progress_light is 'Light of the progress against the schedule; null without a report or a plan.';
comment on column mart.project_light.start_light is 'Light of the start; null where the rule does not look at it, no start is planned, or nothing was reported.';
comment on column mart.project_light.reason is 'What decided: on_schedule, progress, start, progress_and_start; or why there is no light: no_report, no_plan, no_planned_start.';
comment on column mart.project_light.months_running is 'Months told, one after another, with this light, this one included; a month without a light is passed over. Null without a light.';
comment on column mart.project_light.is_newest is 'True for the newest month of the project in which this rule set tells a light.';
comment on column mart.project_light.expected_share is 'Due by the end of the month, as a share of the plan of the year.';
comment on column mart.project_light.expected_basis is 'Where that comes from: linear, by_month (curve of the rule set) or own_plan (of the project).';
comment on column mart.project_light.actual_share is 'Completed over plan, not capped; null without a report or a plan, or where mart.project_progress tells no rate.';
comment on column mart.project_light.shortfall_pp is 'Expected less actual, percentage points: below 0 where it is ahead.';
comment on column mart.project_light.schedule_ratio is 'Actual over expected; null where nothing is due yet.';
comment on column mart.project_light.planned_start_date is 'Day planned for the start, in the newest file; null where the rule does not look at it or no file has one.';
comment on column mart.project_light.is_opened is 'True where work had begun by the end of the month, after the reports and the milestone that the rule looks at; null without a report.';
comment on column mart.project_light.months_unopened is 'Months running since the planned start without one, the planned month included; null where the rule does not look at it or nothing was reported.';
comment on column mart.project_light.is_synthetic is 'True where it is invented sample data.';
