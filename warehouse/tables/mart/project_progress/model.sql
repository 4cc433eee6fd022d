-- One row per project and month reported. A rate above 1 stays as it is.
with opening as (
    select project_id, arg_max(opened_date, period) as opened_date
    from core.project_report
    where opened_date is not null
    group by all
)
select
    report.project_id,
    report.period,
    report.period_end_date,
    coalesce(report.plan_investment_cny, project_plan.plan_investment_cny) as plan_investment_cny,
    report.completed_investment_ytd_cny,
    case
        when coalesce(report.plan_investment_cny, project_plan.plan_investment_cny) > 0
            then try_cast(
                report.completed_investment_ytd_cny
                / coalesce(report.plan_investment_cny, project_plan.plan_investment_cny) as decimal(18, 6)
            )
    end as completion_rate,
    case
        when completion_rate is not null then null
        when coalesce(report.plan_investment_cny, project_plan.plan_investment_cny) is null then 'base_missing'
        when coalesce(report.plan_investment_cny, project_plan.plan_investment_cny) <= 0 then 'base_not_positive'
        else 'out_of_range'
    end as completion_reason,
    baseline.baseline_plan_investment_cny,
    case
        when baseline.baseline_plan_investment_cny > 0
            then try_cast(
                report.completed_investment_ytd_cny / baseline.baseline_plan_investment_cny as decimal(18, 6)
            )
    end as baseline_completion_rate,
    case
        when baseline_completion_rate is not null then null
        when baseline.baseline_plan_investment_cny is null then 'base_missing'
        when baseline.baseline_plan_investment_cny <= 0 then 'base_not_positive'
        else 'out_of_range'
    end as baseline_reason,
    baseline.plan_drift,
    earlier.completed_investment_ytd_cny as same_period_completed_ytd_cny,
    opening.opened_date,
    coalesce(opening.opened_date <= report.period_end_date, false) as is_opened,
    report.is_flagged or (report.plan_investment_cny is null and coalesce(project_plan.is_flagged, false)) as is_flagged,
    report.is_synthetic
from core.project_report as report
left join core.project_plan
    on project_plan.project_id = report.project_id
    and project_plan.plan_year = report.period[1:4]::integer
left join mart.project_baseline as baseline
    on baseline.project_id = report.project_id
    and baseline.plan_year = report.period[1:4]::integer
left join core.project_report as earlier
    on earlier.project_id = report.project_id
    and earlier.period = (report.period[1:4]::integer - 1)::varchar || report.period[5:7]
left join opening on opening.project_id = report.project_id
order by report.project_id, report.period
