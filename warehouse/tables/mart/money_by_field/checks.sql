-- check: every_kind_of_group_has_all_of_the_money (block)
with put_in as (
    select is_synthetic, amount_cny from mart.fund_lookthrough
    union all by name
    select is_synthetic, paid_cny as amount_cny from core.direct_equity
),
whole as (
    select is_synthetic, sum(amount_cny) as amount_cny from put_in group by all
),
grouped as (
    select group_kind, is_synthetic, sum(amount_cny) as grouped_cny from mart.money_by_field group by all
)
select kind.group_kind, whole.is_synthetic, whole.amount_cny, grouped.grouped_cny
from whole
cross join (select unnest(['industry', 'chain', 'region']) as group_kind) as kind
left join grouped using (group_kind, is_synthetic)
where grouped.grouped_cny is distinct from whole.amount_cny;
