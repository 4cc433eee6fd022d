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
    completed_investment_cny decimal(38, 2),
    completion_rate          decimal(19, 6),
    new_start_count          integer not null,
    opened_new_start_count   integer not null,
    start_rate               decimal(19, 6),
    is_flagged               boolean not null default false,
    primary key (period, is_synthetic, group_kind, group_code)
);
comment on table mart.project_total is 'Progress of all projects of a year together and by category, region and field. Real and synthetic projects are never added up.';
comment on column mart.project_total.period is 'Month up to which the year is added.';
comment on column mart.project_total.period_end_date is 'Last day of that month.';
comment on column mart.project_total.is_synthetic is 'True for the total of invented sample data.';
comment on column mart.project_total.group_kind is 'all, category, region (county figures are added to their prefecture) or industry.';
comment on column mart.project_total.group_code is 'all, the category, region_code or industry_id.';
comment on column mart.project_total.project_count is 'Projects that have a plan or a report in the year.';
comment on column mart.project_total.reporting_count is 'How many of them reported for the month: below project_count the completion rate is a lower bound.';
comment on column mart.project_total.plan_investment_cny is 'Yuan planned for the year by all of them; null where none has a plan.';
comment on column mart.project_total.completed_investment_cny is 'Yuan completed since January by those that reported; null where none did.';
comment on column mart.project_total.completion_rate is 'Completed over plan of the projects that have a plan, not capped: 年度计划投资完成率. Null without a plan above 0 or without a report of such a project.';
comment on column mart.project_total.new_start_count is 'Projects that are to be started in the year.';
comment on column mart.project_total.opened_new_start_count is 'How many of these had begun by the end of the month.';
comment on column mart.project_total.start_rate is 'Share of projects to be started that had begun, 0 to 1: 开工率. Null where there are none.';
comment on column mart.project_total.is_flagged is 'True where a row that it rests on has a cell that is held and not taken: look at it before relying on the row.';
