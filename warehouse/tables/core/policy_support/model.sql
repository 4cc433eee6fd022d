-- One row per enterprise, kind, year and document: the newest return.
select
    concat_ws('-', submission.submission_id, staged.source_sheet, staged.source_row) as policy_support_id,
    identity.enterprise_id,
    staged.support_kind,
    staged.report_year as year,
    staged.amount as amount_cny,
    staged.quantity,
    staged.quantity_unit,
    staged.department_name,
    staged.decided_date,
    staged.document_note,
    staged.object_code,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.policy_support as staged
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by identity.enterprise_id, staged.support_kind, staged.report_year, staged.document_note
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by policy_support_id
