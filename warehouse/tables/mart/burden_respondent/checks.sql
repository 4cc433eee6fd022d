-- check: known_and_needed_cells_are_all_cells_of_a_respondent (block)
select burden_respondent_id
from mart.burden_respondent
where known_count + needed_count <> cell_count;
