-- check: every_logic_rule_has_its_indicators (block)
select rule_id, indicator_id
from (
    select rule_id, unnest(string_split(indicator_ids, ',')) as indicator_id from core.logic_rule
    union all
    select rule_id, other_indicator_id from core.logic_rule where other_indicator_id is not null
)
anti join core.indicator using (indicator_id);
