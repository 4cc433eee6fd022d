-- group: programme
-- access: public
create table mart.project_progress (
    project_id                varchar not null,
    period                    varchar not null,
    period_end_date           date not null,
    plan_investment_cny       decimal(18, 2),
    completed_investment_ytd_cny  decimal(18, 2) not null,
    completion_rate           decimal(19, 6),
    completion_reason         varchar,
    baseline_plan_investment_cny decimal(18, 2),
    baseline_completion_rate     decimal(19, 6),
    baseline_reason              varchar,
    plan_drift                   decimal(19, 6),
    same_period_completed_ytd_cny decimal(18, 2),
    opened_date               date,
    is_opened                 boolean not null,
    is_flagged                boolean not null default false,
    is_synthetic              boolean not null,
    primary key (project_id, period)
);
comment on table mart.project_progress is 'Progress of a project by month: completed since January over the plan of the year. More than 1 is normal and nothing is capped; progress is far from even over the year. 中文：项目进度：累计完成与年度计划之比，不封顶';
comment on column mart.project_progress.project_id is 'The project. 中文：项目标识';
comment on column mart.project_progress.period is 'Month up to which the year is added. 中文：累计至该月';
comment on column mart.project_progress.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column mart.project_progress.plan_investment_cny is 'Plan of the year (yuan); that of the register if blank; null if neither has one. 中文：年度计划投资（元），未填的以名录为准，均未填为空';
comment on column mart.project_progress.completed_investment_ytd_cny is 'Completed since January (yuan), up to the end of the month. 中文：累计完成投资（元），1 月至本月末';
comment on column mart.project_progress.completion_rate is 'Completed over plan: 1.19 is 119 per cent. Null without a plan above 0, or with one so small that the rate has more than twelve digits. 中文：年度计划投资完成率，可超过 1';
comment on column mart.project_progress.completion_reason is 'Why that is null. 中文：空值原因';
comment on column mart.project_progress.baseline_plan_investment_cny is 'Plan of the year as it was frozen (yuan): known on 31 March, else the first later one. 中文：冻结的年度计划（元）';
comment on column mart.project_progress.baseline_completion_rate is 'Completed over the frozen plan, not capped. 中文：对冻结计划的完成率';
comment on column mart.project_progress.baseline_reason is 'Why that is null. 中文：空值原因';
comment on column mart.project_progress.plan_drift is 'Newest plan of the register over the frozen one, less 1; null likewise. 中文：最新计划相对冻结计划的变动';
comment on column mart.project_progress.same_period_completed_ytd_cny is 'Yuan completed in the same months of the previous year, as reported then; null where nothing was. 中文：上年同期完成投资（元）';
comment on column mart.project_progress.opened_date is 'Date on which work began, as the newest report that names one has it. 中文：开工日期，以最新填有日期的月报为准';
comment on column mart.project_progress.is_opened is 'True where work had begun by the end of the month. 中文：是否已开工';
comment on column mart.project_progress.is_flagged is 'True where a row that it rests on has a cell that is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
comment on column mart.project_progress.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
