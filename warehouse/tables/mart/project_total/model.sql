-- One row per month, kind of data and group of projects: all, one category, one region or one field.
with month as (
    select distinct period, period_end_date, period[1:4]::integer as plan_year, is_synthetic
    from core.project_report
),
opening as (
    select project_id, arg_max(opened_date, period) as opened_date
    from core.project_report
    where opened_date is not null
    group by all
),
due as (
    select project_id, plan_year
    from core.project_plan
    union
    select project_id, period[1:4]::integer as plan_year
    from core.project_report
),
member as (
    select
        month.period,
        month.period_end_date,
        month.is_synthetic,
        coalesce(project_plan.project_category, project.project_category) as project_category,
        -- Counties are added to their prefecture; a reporting area is counted by itself.
        case when region.level = 'county' then region.parent_region_code else project.region_code end as region_code,
        project.industry_id,
        coalesce(progress.plan_investment_cny, project_plan.plan_investment_cny) as plan_investment_cny,
        baseline.baseline_plan_investment_cny,
        progress.completed_investment_ytd_cny,
        coalesce(opening.opened_date <= month.period_end_date, false) as is_opened,
        coalesce(progress.is_flagged, project_plan.is_flagged, false) as is_flagged
    from month
    join due on due.plan_year = month.plan_year
    join core.project
        on project.project_id = due.project_id
        and project.is_synthetic = month.is_synthetic
    left join core.project_plan
        on project_plan.project_id = due.project_id
        and project_plan.plan_year = due.plan_year
    left join mart.project_baseline as baseline
        on baseline.project_id = due.project_id
        and baseline.plan_year = due.plan_year
    left join mart.project_progress as progress
        on progress.project_id = due.project_id
        and progress.period = month.period
    left join opening on opening.project_id = due.project_id
    left join core.region on region.region_code = project.region_code
),
placed as (
    select
        member.*,
        unnest(['all', 'category', 'region', 'industry']) as group_kind,
        unnest(['all', project_category, region_code, industry_id]) as group_code
    from member
)
select
    period,
    period_end_date,
    is_synthetic,
    group_kind,
    group_code,
    count(*)::integer as project_count,
    count(completed_investment_ytd_cny)::integer as reporting_count,
    sum(plan_investment_cny)::decimal(38, 2) as plan_investment_cny,
    sum(completed_investment_ytd_cny)::decimal(38, 2) as completed_investment_ytd_cny,
    -- Of projects that have a plan, above and below the line.
    case
        when sum(plan_investment_cny) > 0
            then try_cast(
                sum(completed_investment_ytd_cny) filter (where plan_investment_cny is not null) / sum(plan_investment_cny)
                as decimal(18, 6)
            )
    end as completion_rate,
    case
        when completion_rate is not null then null
        when count(plan_investment_cny) = 0 then 'base_missing'
        when sum(plan_investment_cny) <= 0 then 'base_not_positive'
        when count(completed_investment_ytd_cny) filter (where plan_investment_cny is not null) = 0 then 'not_reported'
        else 'out_of_range'
    end as completion_reason,
    sum(baseline_plan_investment_cny)::decimal(38, 2) as baseline_plan_investment_cny,
    case
        when sum(baseline_plan_investment_cny) > 0
            then try_cast(
                sum(completed_investment_ytd_cny) filter (where baseline_plan_investment_cny is not null)
                / sum(baseline_plan_investment_cny) as decimal(18, 6)
            )
    end as baseline_completion_rate,
    case
        when baseline_completion_rate is not null then null
        when count(baseline_plan_investment_cny) = 0 then 'base_missing'
        when sum(baseline_plan_investment_cny) <= 0 then 'base_not_positive'
        when count(completed_investment_ytd_cny) filter (where baseline_plan_investment_cny is not null) = 0
            then 'not_reported'
        else 'out_of_range'
    end as baseline_reason,
    (count(*) filter (where project_category = 'new_start'))::integer as new_start_count,
    (count(*) filter (where project_category = 'new_start' and is_opened))::integer as opened_new_start_count,
    case
        when count(*) filter (where project_category = 'new_start') > 0
            then (
                (count(*) filter (where project_category = 'new_start' and is_opened))
                / (count(*) filter (where project_category = 'new_start'))
            )::decimal(18, 6)
    end as start_rate,
    case when count(*) filter (where project_category = 'new_start') = 0 then 'not_planned' end as start_reason,
    bool_or(is_flagged) as is_flagged
from placed
where group_code is not null
group by all
order by period, is_synthetic, group_kind, group_code
