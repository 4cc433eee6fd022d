-- check: a_board_that_never_opened_has_no_year (block)
select board_id
from core.listing_board
where board_status = 'planned_not_launched' and opened_year is not null;
