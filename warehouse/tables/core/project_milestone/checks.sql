-- check: every_milestone_is_of_a_project (block)
select project_milestone_id
from core.project_milestone
anti join core.project using (project_id);

-- check: a_milestone_has_its_day_exactly_where_it_is_done (warn)
select project_milestone_id, milestone_status, reached_date
from core.project_milestone
where (milestone_status = 'done') <> (reached_date is not null);

-- check: every_milestone_ahead_has_a_planned_day (warn)
select project_milestone_id, milestone_status
from core.project_milestone
where planned_date is null and milestone_status in ('planned', 'in_progress', 'delayed');

-- check: every_staged_row_finds_a_project_of_its_own_kind (warn)
select project_milestone.project_id, project_milestone.submission_number, project_milestone.source_row
from stage.project_milestone
join core.submission using (submission_number)
anti join core.project
    on project.project_id = project_milestone.project_id
    and project.is_synthetic = submission.is_synthetic;

-- check: days_late_are_there_or_say_why_not (block)
select project_milestone_id, days_late, days_late_reason, is_open
from core.project_milestone
where (days_late is null) <> (days_late_reason is not null) or (is_open and reached_date is not null);
