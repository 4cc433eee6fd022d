-- check: rules_without_a_pattern_are_asked_first (block)
select named.vintage_rule_id, worded.vintage_rule_id
from core.vintage_rule as named
join core.vintage_rule as worded on worded.rank < named.rank
where named.name_pattern is null and worded.name_pattern is not null;
