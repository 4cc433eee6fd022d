-- check: every_value_that_waits_is_on_a_row_with_a_cell_that_does (block)
select held_value.submission_id, held_value.source_sheet, held_value.source_cell
from core.held_value
anti join core.held_cell
    on held_cell.submission_id = held_value.submission_id
    and held_cell.source_sheet = held_value.source_sheet
    and held_cell.source_row = regexp_extract(held_value.source_cell, '[0-9]+$')::integer
    and held_cell.state in ('open', 'rejected');

-- check: no_value_that_waits_is_an_observation (block)
select observation.observation_id, observation.submission_id
from core.observation
semi join core.held_value using (submission_id, source_sheet, source_cell)
where observation.value is not null;
