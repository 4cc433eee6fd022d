-- One row per number of the ledger: its newest state.
select
    staged.issue_code as issue_id,
    identity.enterprise_id,
    staged.issue as title_zh,
    staged.department_name,
    named.department_id,
    staged.person_name,
    staged.raised_date,
    staged.due_date,
    staged.issue_status as status,
    staged.issue_status in ('open', 'in_progress')
        and coalesce(staged.due_date < (build.as_of + interval 8 hour)::date, false) as is_overdue,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.issue as staged
join core.submission using (submission_number)
cross join stage.build as build
left join core.department_name as named on named.name_zh = staged.department_name
left join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (partition by staged.issue_code order by staged.submission_number desc, staged.source_row) = 1
order by issue_id
