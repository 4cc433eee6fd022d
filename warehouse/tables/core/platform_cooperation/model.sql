-- One row per agreement or transfer: the newest file that has it. A synthetic row never joins a real platform.
select
    staged.cooperation_code as platform_cooperation_id,
    platform.platform_id,
    staged.platform_id as platform_code,
    identity.enterprise_id,
    staged.cooperation_kind,
    staged.signed_date,
    staged.amount as amount_cny,
    staged.result_name,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.platform_cooperation as staged
join core.submission using (submission_number)
left join core.platform on platform.platform_id = staged.platform_id and platform.is_synthetic = submission.is_synthetic
left join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by staged.cooperation_code
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by platform_cooperation_id
