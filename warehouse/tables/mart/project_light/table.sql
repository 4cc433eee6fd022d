-- group: programme
-- access: public
create table mart.project_light (
    project_id               varchar not null,
    period                   varchar not null,
    period_end_date          date not null,
    light_rule_id            varchar not null,
    light_rule_version_id    varchar not null,
    is_default_rule          boolean not null,
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
    completed_investment_ytd_cny decimal(18, 2),
    planned_start_date       date,
    is_opened                boolean,
    months_unopened          integer,
    is_synthetic             boolean not null,
    primary key (project_id, period, light_rule_id)
);
comment on table mart.project_light is 'Traffic light of a project by month and rule set, with all inputs. The rule sets are from other places; a month without a report has no light. 中文：项目红黄绿灯，附全部判定依据';
comment on column mart.project_light.project_id is 'The project. 中文：项目标识';
comment on column mart.project_light.period is 'Month: 2016-03. 中文：月份';
comment on column mart.project_light.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column mart.project_light.light_rule_id is 'Rule set that judges. 中文：规则标识';
comment on column mart.project_light.light_rule_version_id is 'The version of it that is in force at the end of the month. 中文：规则版本标识';
comment on column mart.project_light.is_default_rule is 'True for the default rule set. Lists have its lights only, unless they select by `light_rule_id`, a rule or this field. 中文：是否为默认规则；未按规则筛选的列表只含默认规则的灯';
comment on column mart.project_light.light is 'Light: green, yellow or red, the worst of progress and start; null if undeterminable (see reason). 中文：亮灯：绿、黄、红，取进度与开工中较差者，无法判定时为空';
comment on column mart.project_light.progress_light is 'Light of the progress against the schedule; null without a report or a plan. 中文：投资进度灯';
comment on column mart.project_light.start_light is 'Light of the start; null where the rule does not look at it, no start is planned, or nothing was reported. 中文：开工灯';
comment on column mart.project_light.reason is 'Basis of the light: on_schedule, progress, start, progress_and_start; or why there is none: no_report, no_plan, no_planned_start. 中文：判定依据：序时、进度、开工、进度与开工；或无灯原因：未报、无计划、无计划开工';
comment on column mart.project_light.months_running is 'Consecutive months with this light, this one included; months without a light are skipped. Null without a light. 中文：连续亮此灯的月数';
comment on column mart.project_light.is_newest is 'True for the newest month of the project with a light of this rule set. 中文：是否为最新一期';
comment on column mart.project_light.expected_share is 'Due by the end of the month, as a share of the plan of the year. 中文：序时进度';
comment on column mart.project_light.expected_basis is 'Basis of the expected share: linear, by_month (curve of the rule set) or own_plan (of the project). 中文：序时进度的依据';
comment on column mart.project_light.actual_share is 'Completed over plan, not capped; null without a report or a plan, or without a rate in mart.project_progress. 中文：实际进度，可超过 1';
comment on column mart.project_light.shortfall_pp is 'Expected less actual, percentage points: below 0 where it is ahead. 中文：落后百分点，超前为负';
comment on column mart.project_light.schedule_ratio is 'Actual over expected; null where nothing is due yet. 中文：实际进度与序时进度之比';
comment on column mart.project_light.plan_investment_cny is 'Plan of the year (yuan), that of the register holds where it is blank; null without one or a report. 中文：年度计划投资（元），未填的以名录为准，均未填或未报送为空';
comment on column mart.project_light.completed_investment_ytd_cny is 'Completed since January (yuan), up to the end of the month; null without a report. 中文：累计完成投资（元），1 月至本月末，未报送为空';
comment on column mart.project_light.planned_start_date is 'Day planned for the start, in the newest file; null where the rule does not look at it or no file has one. 中文：计划开工日期';
comment on column mart.project_light.is_opened is 'True where work had begun by the end of the month, after the reports and the milestone that the rule looks at; null without a report. 中文：是否已开工';
comment on column mart.project_light.months_unopened is 'Months running since the planned start without one, the planned month included; null where the rule does not look at it or nothing was reported. 中文：逾期未开工月数';
comment on column mart.project_light.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
