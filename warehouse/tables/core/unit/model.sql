-- One row per unit of the programme.
select * exclude (also_written), nullif(array_to_string(also_written, '|'), '') as also_written
from programme.unit
