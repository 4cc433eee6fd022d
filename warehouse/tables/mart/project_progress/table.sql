-- group: programme
-- access: public
create table mart.project_progress (
    project_id                varchar not null,
    period                    varchar not null,
    period_end_date           date not null,
    plan_investment_cny       decimal(18, 2),
    completed_investment_cny  decimal(18, 2) not null,
    completion_rate           decimal(19, 6),
    same_period_completed_cny decimal(18, 2),
    opened_date               date,
    is_opened                 boolean not null,
    is_flagged                boolean not null default false,
    is_synthetic              boolean not null,
    primary key (project_id, period)
);
comment on table mart.project_progress is 'Progress of a project by month: completed since January over the plan of the year. More than 1 is normal and nothing is capped; progress is far from even over the year.';
comment on column mart.project_progress.project_id is 'The project.';
comment on column mart.project_progress.period is 'Month up to which the year is added.';
comment on column mart.project_progress.period_end_date is 'Last day of that month.';
comment on column mart.project_progress.completion_rate is 'Completed over plan: 1.19 is 119 per cent. Null without a plan above 0, or with one so small that the rate has more than twelve digits.';
comment on column mart.project_progress.same_period_completed_cny is 'Yuan completed in the same months of the previous year, as reported then; null where nothing was.';
comment on column mart.project_progress.is_opened is 'True where work had begun by the end of the month.';
comment on column mart.project_progress.is_flagged is 'True where a row that it rests on has a cell that is held and not taken: look at it before relying on the row.';
comment on column mart.project_progress.is_synthetic is 'True where it is invented sample data.';
