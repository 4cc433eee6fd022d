-- One row per threshold of a card.
select *
from programme.indicator_threshold
