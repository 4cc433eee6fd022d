-- group: programme
-- access: public
create table mart.project_baseline (
    project_id                   varchar not null,
    plan_year                    integer not null,
    baseline_category            varchar not null,
    baseline_plan_investment_cny decimal(18, 2),
    baseline_known_from          date not null,
    newest_plan_investment_cny   decimal(18, 2),
    plan_drift                   decimal(19, 6),
    reason                       varchar,
    first_submission_id          varchar not null,
    first_sheet                  varchar not null,
    first_row                    integer not null,
    second_submission_id         varchar not null,
    second_sheet                 varchar not null,
    second_row                   integer not null,
    is_synthetic                 boolean not null,
    is_flagged                   boolean not null,
    primary key (project_id, plan_year)
);
comment on table mart.project_baseline is 'Frozen plan of a project and year: known on 31 March, else the first later one. 中文：项目年度计划的冻结基准：3月31日已知者，否则取其后首份';
comment on column mart.project_baseline.project_id is 'The project. 中文：项目标识';
comment on column mart.project_baseline.plan_year is 'Year of the plan. 中文：计划年度';
comment on column mart.project_baseline.baseline_category is 'Category in that plan. 中文：基准类别';
comment on column mart.project_baseline.baseline_plan_investment_cny is 'Investment in that plan (yuan). 中文：基准年度计划投资（元）';
comment on column mart.project_baseline.baseline_known_from is 'Day on which that plan came. 中文：基准收到日期';
comment on column mart.project_baseline.newest_plan_investment_cny is 'Investment in the newest plan (yuan). 中文：最新年度计划投资（元）';
comment on column mart.project_baseline.plan_drift is 'Newest over frozen plan - 1. 中文：计划变动率';
comment on column mart.project_baseline.reason is 'Why there is no drift. 中文：无变动率的原因';
comment on column mart.project_baseline.first_submission_id is 'File of the frozen plan. 中文：基准来源文件';
comment on column mart.project_baseline.first_sheet is 'Its sheet. 中文：基准来源工作表';
comment on column mart.project_baseline.first_row is 'Its row. 中文：基准来源行号';
comment on column mart.project_baseline.second_submission_id is 'File of the newest plan. 中文：最新计划来源文件';
comment on column mart.project_baseline.second_sheet is 'Its sheet. 中文：最新计划来源工作表';
comment on column mart.project_baseline.second_row is 'Its row. 中文：最新计划来源行号';
comment on column mart.project_baseline.is_synthetic is 'True where it is invented sample data. 中文：是否为合成样本数据';
comment on column mart.project_baseline.is_flagged is 'True where a row in it is flagged. 中文：含存疑数据';
