-- check: every_progress_is_of_a_project (block)
select project_id, period
from mart.project_progress
anti join core.project using (project_id);

-- check: a_rate_is_there_exactly_where_a_plan_is (block)
select project_id, period
from mart.project_progress
where (completion_rate is not null) <> coalesce(plan_investment_cny > 0, false);

-- check: an_opening_is_not_after_the_report_that_names_it (warn)
select project_id, period, opened_date
from core.project_report
where opened_date > period_end_date;
