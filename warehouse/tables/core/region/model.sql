-- One row per region code: its newest meaning, which is the valid one where the code is in use.
with recursive newest as (
    select distinct on (region_code) *
    from core.region_version
    order by region_code, valid_from desc
),

-- From an abolished code to its successor, repeatedly.
place_now as (
    select region_code, region_code as code_now, 0 as steps
    from newest
    union all
    select place_now.region_code, newest.successor_region_code, place_now.steps + 1
    from place_now
    join newest on newest.region_code = place_now.code_now
    where newest.valid_to is not null and newest.successor_region_code <> newest.region_code and place_now.steps < 10
),

prefecture as (
    select
        place_now.region_code,
        case
            when now.level = 'prefecture' then now.region_code
            when parent.level = 'prefecture' then parent.region_code
        end as prefecture_region_code
    from place_now
    join newest as now on now.region_code = place_now.code_now
    left join newest as parent on parent.region_code = now.parent_region_code
    qualify row_number() over (partition by place_now.region_code order by place_now.steps desc) = 1
)

select
    region_code,
    valid_from,
    valid_to,
    name_zh,
    name_en,
    level,
    parent_region_code,
    if(valid_to is null, parent_region_code, null) as current_parent_region_code,
    prefecture_region_code,
    is_additive,
    successor_region_code,
    source
from newest
join prefecture using (region_code)
order by region_code
