-- One row per subject above a firm and firm that it counts: field, region, chain, park and province, with the counted
-- share. Only chains and parks count a member that is no key enterprise. A park has a row for each span of days.
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
),

-- Real firms are in no synthetic park, nor the other way round. An empty share is the whole firm.
in_park as (
    select
        member.park_member_id, member.park_id, enterprise_id, member.entered_date, member.left_date, member.is_flagged,
        coalesce(member.counted_share, 1) as counted_share
    from core.park_member as member
    join core.enterprise using (enterprise_id, is_synthetic)
    where member.left_date is null or member.left_date > member.entered_date
),

-- Nothing changes for a firm between two days on which one of its rows begins or ends.
park_span as (
    select enterprise_id, first_date, lead(first_date) over (partition by enterprise_id order by first_date) as next_date
    from (
        select enterprise_id, entered_date as first_date from in_park
        union
        select enterprise_id, left_date from in_park where left_date is not null
    )
),

-- As in mart.park_month: by day of entry, a row that names its park again does not count, nor one with which the shares
-- of the firm exceed the whole.
in_span as (
    select
        in_park.*, first_date, next_date,
        sum(counted_share) over (
            partition by enterprise_id, first_date
            order by entered_date, park_member_id
            rows unbounded preceding
        ) as share_so_far,
        row_number() over (
            partition by enterprise_id, first_date, park_id
            order by entered_date, park_member_id
        ) as ordinal
    from in_park
    join park_span using (enterprise_id)
    where in_park.entered_date <= first_date and (in_park.left_date is null or in_park.left_date > first_date)
)

select
    'industry' as subject_kind,
    industry_id as subject_id,
    enterprise_id,
    1 as weight,
    false as is_flagged,
    null::date as first_date,
    null::date as last_date
from core.enterprise
where industry_id is not null and enterprise_kind = 'backbone'
union all
select 'region', region_code, enterprise_id, 1, false, null, null
from placed
union all
select 'chain', chain_id, enterprise_id, (counted_share / greatest(share_of_all, 1))::decimal(18, 6),
    above_whole.chain_id is not null, null, null
from counted
left join above_whole using (chain_id)
union all
select 'province', 'province', enterprise_id, 1, false, null, null
from core.enterprise
where enterprise_kind = 'backbone'
union all
select 'park', park_id, enterprise_id, counted_share, is_flagged, first_date, next_date - 1
from in_span
where share_so_far <= 1 and ordinal = 1
order by subject_kind, subject_id, enterprise_id, first_date
