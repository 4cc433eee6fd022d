-- check: every_step_is_of_an_enterprise_in_a_register (warn)
select staged.credit_code, staged.name, staged.submission_number, staged.source_row
from stage.listing_step as staged
anti join core.enterprise_identity on enterprise_identity.identifier_code = staged.credit_code
where staged.credit_code is not null;

-- check: nothing_is_done_on_a_board_that_never_opened (warn)
select listing_step.listing_step_id, listing_step.board_id
from core.listing_step
join core.listing_board using (board_id)
where listing_board.board_status = 'planned_not_launched' and listing_step.step_status = 'done';

-- check: every_board_is_known (block)
select listing_step.board_id
from core.listing_step
anti join core.listing_board using (board_id)
where listing_step.board_id is not null;
