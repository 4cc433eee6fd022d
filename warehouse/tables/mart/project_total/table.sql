-- group: programme
-- access: public
create table mart.project_total (
    period                   varchar not null,
    period_end_date          date not null,
    is_synthetic             boolean not null,
    group_kind               varchar not null,
    group_code               varchar not null,
    project_count            integer not null,
    reporting_count          integer not null,
    plan_investment_cny      decimal(38, 2),
    completed_investment_ytd_cny decimal(38, 2),
    completion_rate          decimal(19, 6),
    completion_reason        varchar,
    baseline_plan_investment_cny decimal(38, 2),
    baseline_completion_rate     decimal(19, 6),
    baseline_reason              varchar,
    new_start_count          integer not null,
    opened_new_start_count   integer not null,
    start_rate               decimal(19, 6),
    start_reason             varchar,
    is_flagged               boolean not null default false,
    primary key (period, is_synthetic, group_kind, group_code)
);
comment on table mart.project_total is 'Progress of all projects of a year together and by category, region and field. Real and synthetic projects are never added up. 中文：项目进度汇总，真实与合成数据分列';
comment on column mart.project_total.period is 'Month up to which the year is added. 中文：累计至该月';
comment on column mart.project_total.period_end_date is 'Last day of that month. 中文：期末日期';
comment on column mart.project_total.is_synthetic is 'True for the total of invented sample data. 中文：是否为合成样本数据';
comment on column mart.project_total.group_kind is 'Grouping of the projects: all, category, region (county figures are added to their prefecture) or industry. 中文：汇总口径';
comment on column mart.project_total.group_code is 'all, the category, region_code or industry_id. 中文：汇总对象';
comment on column mart.project_total.project_count is 'Projects that have a plan or a report in the year. 中文：项目数';
comment on column mart.project_total.reporting_count is 'How many of them reported for the month: below project_count the completion rate is a lower bound. 中文：已报送项目数';
comment on column mart.project_total.plan_investment_cny is 'Yuan planned for the year by all of them; null where none has a plan. 中文：年度计划投资（元）';
comment on column mart.project_total.completed_investment_ytd_cny is 'Yuan completed since January by those that reported; null where none did. 中文：累计完成投资（元）';
comment on column mart.project_total.completion_rate is 'Completed over plan of the projects with a plan, not capped: 年度计划投资完成率. Null without a plan above 0 or without a report of such a project. 中文：有计划项目的年度计划投资完成率，可超过 1';
comment on column mart.project_total.completion_reason is 'Why that is null. 中文：空值原因';
comment on column mart.project_total.baseline_plan_investment_cny is 'Yuan of the frozen plans of all of them; null where none has one. 中文：冻结的年度计划（元）';
comment on column mart.project_total.baseline_completion_rate is 'Completed over the frozen plan of the projects with one, not capped. 中文：对冻结计划的完成率';
comment on column mart.project_total.baseline_reason is 'Why that is null. 中文：空值原因';
comment on column mart.project_total.new_start_count is 'Projects that are to be started in the year. 中文：计划新开工项目数';
comment on column mart.project_total.opened_new_start_count is 'How many of these had begun by the end of the month. 中文：已开工项目数';
comment on column mart.project_total.start_rate is 'Share of projects to be started that had begun, 0 to 1: 开工率. Null where there are none. 中文：开工率';
comment on column mart.project_total.start_reason is 'Why that is null. 中文：空值原因';
comment on column mart.project_total.is_flagged is 'True where a row that it rests on has a cell that is held and not taken: look at it before relying on the row. 中文：所依据的行有待定单元格';
