-- check: the_effects_of_every_bridge_add_up_to_its_change (block)
select growth_id, total_cny
from mart.growth_bridge
where total_cny <> price_known_cny + volume_known_cny + structure_cny + remainder_known_cny + scope_cny + method_cny
    + revision_cny
    or total_cny <> coalesce(to_value_cny, 0) - coalesce(from_value_cny, 0)
    -- These count firms by share, each rounded.
    and subject_kind not in ('chain', 'park')
    or coalesce(price_cny, price_known_cny) <> price_known_cny
    or coalesce(volume_cny, volume_known_cny) <> volume_known_cny
    or coalesce(remainder_cny, remainder_known_cny) <> remainder_known_cny
    or (price_cny is null or volume_cny is null or remainder_cny is null) and reason is null;

-- check: the_bridge_of_the_province_is_the_sum_of_those_of_its_firms (block)
with firm as (
    select
        measure, period_kind, to_period, sum(price_known_cny) as price_cny, sum(volume_known_cny) as volume_cny,
        sum(structure_cny) as structure_cny, sum(remainder_known_cny) as remainder_cny, sum(scope_cny) as scope_cny,
        sum(method_cny) as method_cny, sum(revision_cny) as revision_cny
    from mart.growth_bridge
    -- A member of a chain that is no key enterprise is in no total.
    where subject_kind = 'enterprise'
        and subject_id not in (select enterprise_id from core.enterprise where enterprise_kind <> 'backbone')
    group by all
)
select province.growth_id
from mart.growth_bridge as province
join firm using (measure, period_kind, to_period)
where province.subject_kind = 'province'
    and (province.price_known_cny, province.volume_known_cny, province.structure_cny, province.remainder_known_cny,
        province.scope_cny, province.method_cny, province.revision_cny)
    <> (firm.price_cny, firm.volume_cny, firm.structure_cny, firm.remainder_cny, firm.scope_cny, firm.method_cny,
        firm.revision_cny);

-- check: the_months_of_a_quarter_add_up_to_its_price_and_volume (block)
with month as (
    select
        subject_id, measure, left(to_period, 4) || '-Q' || quarter(period_end_date) as to_period,
        count(*) as month_count, sum(price_known_cny) as price_cny, sum(volume_known_cny) as volume_cny,
        bool_and(scope_cny = 0) as is_in_all
    from mart.growth_bridge
    where subject_kind = 'enterprise' and period_kind = 'month'
    group by all
)
select growth_bridge.growth_id
from mart.growth_bridge
join month using (subject_id, measure, to_period)
-- A firm that enters or leaves has no effects in that month.
where subject_kind = 'enterprise'
    and period_kind = 'quarter'
    and month_count = 3
    and is_in_all
    and scope_cny = 0
    and (price_known_cny, volume_known_cny) <> (month.price_cny, month.volume_cny);
