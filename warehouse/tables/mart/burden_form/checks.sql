-- check: known_and_needed_cells_are_all_cells_of_a_form (block)
select burden_form_id
from mart.burden_form
where known_count + needed_count <> cell_count
    or known_name_count + known_same_period_count + known_month_count + known_unchanged_count <> known_count;
