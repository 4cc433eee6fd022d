-- One row per subject above a firm and firm that it counts: field, region, chain and province, with the counted share.
-- Only chains count a member that is no key enterprise.
with recursive region_above as (
    select region_code, region_code as above_region_code, 0 as steps
    from core.region
    union all
    select region_above.region_code, region.parent_region_code, region_above.steps + 1
    from region_above
    join core.region on region.region_code = region_above.above_region_code
    where region.parent_region_code is not null and region_above.steps < 10
),

placed as (
    select enterprise.enterprise_id, region_above.above_region_code as region_code
    from core.enterprise
    join region_above using (region_code)
    join core.region as own using (region_code)
    join core.region as above on above.region_code = region_above.above_region_code
    -- A reporting area inside a prefecture is shown beside it and not added to it.
    where enterprise.enterprise_kind = 'backbone'
        and above.level <> 'country'
        and (own.is_additive or region_above.steps = 0 or above.level <> 'prefecture')
),

in_chain as (
    select chain_id, enterprise_id, sum(counted_share) as counted_share
    from core.enterprise_chain
    where counted_share is not null
    group by all
),

-- A member whose shares in one chain are more than the whole counts for nothing; over all chains they are scaled.
counted as (
    select chain_id, enterprise_id, counted_share, sum(counted_share) over (partition by enterprise_id) as share_of_all
    from in_chain
    where counted_share <= 1
),

above_whole as (
    select distinct chain_id from in_chain where counted_share > 1
)

select 'industry' as subject_kind, industry_id as subject_id, enterprise_id, 1 as weight, false as is_flagged
from core.enterprise
where industry_id is not null and enterprise_kind = 'backbone'
union all
select 'region', region_code, enterprise_id, 1, false
from placed
union all
select 'chain', chain_id, enterprise_id, (counted_share / greatest(share_of_all, 1))::decimal(18, 6),
    above_whole.chain_id is not null
from counted
left join above_whole using (chain_id)
union all
select 'province', 'province', enterprise_id, 1, false
from core.enterprise
where enterprise_kind = 'backbone'
order by subject_kind, subject_id, enterprise_id
