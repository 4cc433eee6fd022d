-- One row per visit: its newest record. What became of a request is in the ledger where it has the issue.
select
    staged.visit_code as site_visit_id,
    identity.enterprise_id,
    staged.visit_date,
    department.department_id,
    staged.department_name,
    staged.person_name,
    staged.request,
    staged.issue_code as issue_id,
    staged.resolved = 'yes' as is_resolved,
    case
        when staged.request is null then 'nothing_asked'
        when issue.status = 'done' or issue.issue_id is null and staged.resolved = 'yes' then 'settled'
        else 'open'
    end as request_state,
    if(
        request_state = 'open', date_diff('day', staged.visit_date, (build.as_of + interval 8 hour)::date), null
    )::integer as days_open,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.site_visit as staged
join core.submission using (submission_number)
cross join stage.build as build
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
left join core.department on department.name_zh = staged.department_name
left join core.issue on issue.issue_id = staged.issue_code
qualify row_number() over (
    partition by staged.visit_code
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by site_visit_id
