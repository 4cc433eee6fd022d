-- check: every_base_unit_measures_the_same (block)
select unit.unit_id, unit.dimension, base.dimension as dimension_of_base
from core.unit
left join core.unit as base on base.unit_id = unit.base_unit_id
where base.dimension is distinct from unit.dimension;

-- check: no_notation_belongs_to_two_dimensions (block)
with notation as (
    select unit_id, dimension, unnest(string_split(concat_ws('|', title_zh, title_en, also_written), '|')) as text
    from core.unit
)

select text
from notation
group by text
having count(distinct dimension) > 1;
