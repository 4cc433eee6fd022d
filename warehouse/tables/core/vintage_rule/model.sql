-- One row per rule that derives the finality of a vintage from its name.
select *
from programme.vintage_rule
