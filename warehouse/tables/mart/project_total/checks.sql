-- check: the_categories_add_up_to_all (block)
select period, is_synthetic
from mart.project_total
where group_kind in ('all', 'category')
group by all
having sum(project_count) filter (where group_kind = 'all') < sum(project_count) filter (where group_kind = 'category');

-- check: no_more_projects_report_than_there_are (block)
select period, group_kind, group_code
from mart.project_total
where reporting_count > project_count or opened_new_start_count > new_start_count;

-- check: every_project_but_the_reserve_reported (warn)
select period, group_code, project_count, reporting_count
from mart.project_total
where group_kind = 'category' and group_code <> 'reserve' and reporting_count < project_count;

-- check: a_rate_of_a_group_is_there_or_says_why_not (block)
select period, group_kind, group_code
from mart.project_total
where (completion_rate is null) <> (completion_reason is not null)
    or (baseline_completion_rate is null) <> (baseline_reason is not null)
    or (start_rate is null) <> (start_reason is not null);
