-- One row per park, firm and day of entry: the newest file that has it. A synthetic row never joins a real park.
select
    concat_ws('/', staged.park_id, coalesce(identity.enterprise_id, staged.credit_code), staged.entered_date)
        as park_member_id,
    park.park_id,
    identity.enterprise_id,
    staged.credit_code,
    staged.name as enterprise_name,
    staged.entered_date,
    staged.left_date,
    staged.counted_share,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.park_member as staged
join core.submission using (submission_number)
join core.park on park.park_id = staged.park_id and park.is_synthetic = submission.is_synthetic
left join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by staged.park_id, coalesce(identity.enterprise_id, staged.credit_code), staged.entered_date
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by park_member_id
