-- check: every_denominator_is_an_indicator (block)
select indicator.indicator_id, indicator.denominator_indicator_id
from core.indicator
anti join core.indicator as denominator on indicator.denominator_indicator_id = denominator.indicator_id
where indicator.denominator_indicator_id is not null;

-- check: a_share_names_its_denominator (block)
select indicator_id
from core.indicator
where quantity_kind = 'share' and denominator_indicator_id is null;

-- check: a_rate_of_growth_names_its_method (block)
select indicator_id, quantity_kind, growth_method
from core.indicator
where (quantity_kind = 'change') <> (growth_method is not null)
    or growth_method not in ('nominal', 'same_base', 'comparable_prices');
