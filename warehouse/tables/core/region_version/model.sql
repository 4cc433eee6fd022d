-- One row per region code and first day of a meaning, as the programme lists them.
select *
from programme.region
