-- One row per indicator: the definitions of the programme with the names of their units.
select *
from programme.indicator
