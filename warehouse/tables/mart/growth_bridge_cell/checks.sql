-- check: the_effects_of_every_cell_add_up_to_its_change (block)
select enterprise_id, product_code, to_period
from mart.growth_bridge_cell
where cell_state <> 'excluded'
    and reason is null
    and to_value_cny - from_value_cny
        is distinct from coalesce(price_cny, 0) + coalesce(volume_cny, 0) + coalesce(structure_cny, 0);
