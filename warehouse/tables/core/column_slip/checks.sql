-- check: no_column_of_a_file_is_off_by_a_factor (warn)
select held_cell_id, rule_id, direction, off_count, judged_count, value_count
from core.column_slip;
