-- check: known_and_needed_cells_are_all_cells_of_a_respondent (block)
select burden_respondent_id
from mart.burden_respondent
where known_count + needed_count <> cell_count;

-- check: what_was_sent_without_a_deadline_is_a_part_of_the_cells (block)
select burden_respondent_id
from mart.burden_respondent
where event_cell_count > cell_count or event_form_count > form_count;
