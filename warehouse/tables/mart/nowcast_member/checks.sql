-- check: the_imputed_values_of_the_missing_firms_are_what_the_nowcast_imputes (block)
with part as (
    select nowcast_id, sum(imputed_ytd_cny) as imputed_ytd_cny, count(*) as missing_count
    from mart.nowcast_member
    group by all
)
select nowcast_id, nowcast.imputed_ytd_cny, part.imputed_ytd_cny, nowcast.missing_count, part.missing_count
from mart.nowcast
full join part using (nowcast_id)
where nowcast.imputed_ytd_cny is distinct from if(nowcast.missing_count = 0, 0, part.imputed_ytd_cny)
    or nowcast.missing_count is distinct from coalesce(part.missing_count, 0);

-- check: a_missing_firm_is_imputed_or_says_why_not (block)
select nowcast_id, enterprise_id, imputed_ytd_cny, reason
from mart.nowcast_member
where (imputed_ytd_cny is null) <> (reason is not null);
