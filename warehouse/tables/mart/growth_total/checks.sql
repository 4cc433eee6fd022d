-- check: every_total_is_that_of_its_observation (block)
select growth_total.enterprise_id, measure, period
from mart.growth_total
anti join mart.observation
    on observation.subject_id = growth_total.enterprise_id
    and observation.indicator_id = growth_total.measure
    and observation.period_kind = growth_total.period_kind
    and observation.period = growth_total.period
    and (observation.value::decimal(28, 6) * 1000)::decimal(18, 2) is not distinct from growth_total.value_cny;
