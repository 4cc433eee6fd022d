-- One row per enterprise, milestone and board: the newest return.
select
    concat_ws('-', identity.enterprise_id, staged.milestone, staged.board) as listing_step_id,
    identity.enterprise_id,
    staged.milestone,
    staged.board as board_id,
    staged.step_status,
    staged.planned_date,
    staged.reached_date,
    staged.raised as raised_cny,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.listing_step as staged
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by identity.enterprise_id, staged.milestone, staged.board
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by listing_step_id
