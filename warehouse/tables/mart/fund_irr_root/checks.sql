-- check: several_rates_are_listed_exactly_where_the_note_says_so (block)
select fund_id, performance.irr_note
from mart.fund_performance as performance
left join (select distinct fund_id, true as has_roots from mart.fund_irr_root) as root using (fund_id)
where (coalesce(performance.irr_note, '') = 'several_rates') <> coalesce(root.has_roots, false);
