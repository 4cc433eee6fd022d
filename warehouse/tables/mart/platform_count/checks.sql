-- check: every_platform_is_counted_once_in_all (block)
select is_synthetic, platforms, counted
from (select is_synthetic, count(*) as platforms from core.platform group by all)
left join (
    select
        is_synthetic,
        sum(applied_count + approved_count + under_construction_count + evaluated_count + refused_count) as counted
    from mart.platform_count
    where group_kind = 'all'
    group by all
) using (is_synthetic)
where platforms is distinct from counted;
