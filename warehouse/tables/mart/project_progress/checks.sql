-- check: every_progress_is_of_a_project (block)
select project_id, period
from mart.project_progress
anti join core.project using (project_id);

-- check: a_rate_is_there_only_where_a_plan_is (block)
select project_id, period
from mart.project_progress
where completion_rate is not null and coalesce(plan_investment_cny <= 0, true);

-- check: a_rate_is_there_where_a_plan_is (warn)
-- A rate of more than twelve digits has no place in its column: one of the two cells is in a wrong unit.
select
    progress.project_id,
    progress.period,
    progress.completed_investment_ytd_cny,
    progress.plan_investment_cny,
    report.submission_id,
    report.source_sheet,
    report.source_row
from mart.project_progress as progress
join core.project_report as report using (project_id, period)
where progress.completion_rate is null and progress.plan_investment_cny > 0;

-- check: an_opening_is_not_after_the_report_that_names_it (warn)
select project_id, period, opened_date
from core.project_report
where opened_date > period_end_date;

-- check: a_rate_against_either_plan_is_there_or_says_why_not (block)
select project_id, period
from mart.project_progress
where (completion_rate is null) <> (completion_reason is not null)
    or (baseline_completion_rate is null) <> (baseline_reason is not null);
