-- check: what_is_in_force_is_a_row_of_observations (block)
select place
from core.value_in_force
anti join core.observation on observation.rowid = value_in_force.place;
