-- check: every_plausibility_rule_has_an_indicator (block)
select rule_id
from core.plausibility_rule
anti join core.indicator using (indicator_id);
