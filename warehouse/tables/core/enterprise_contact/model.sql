-- One row per enterprise, unit and day: the newest file that has it.
with newest as (
    select
        identity.enterprise_id || '-' || staged.department_name || '-' || staged.contact_date as enterprise_contact_id,
        identity.enterprise_id,
        named.department_id,
        staged.department_name,
        staged.person_name,
        staged.contact_date,
        staged.matter,
        submission.is_synthetic,
        staged.is_flagged,
        submission.submission_id,
        staged.source_sheet,
        staged.source_row
    from stage.enterprise_contact as staged
    join core.submission using (submission_number)
    join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
    left join core.department_name as named on named.name_zh = staged.department_name
    qualify row_number() over (
        partition by enterprise_contact_id
        order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
    ) = 1
)
select
    *,
    contact_date = max(contact_date) over (
        partition by enterprise_id, coalesce(department_id, department_name)
    ) as is_last
from newest
order by enterprise_contact_id
