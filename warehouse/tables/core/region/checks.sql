-- check: every_parent_is_a_region (block)
select region.region_code, region.parent_region_code
from core.region
anti join core.region as parent on region.parent_region_code = parent.region_code
where region.parent_region_code is not null;

-- check: a_region_in_use_has_a_parent_in_use (block)
select region.region_code, region.parent_region_code
from core.region
join core.region as parent on region.parent_region_code = parent.region_code
where region.valid_to is null and parent.valid_to is not null;

-- check: every_code_that_ever_had_a_meaning_is_a_region (block)
select distinct region_version.region_code
from core.region_version
anti join core.region using (region_code);

-- check: a_region_has_its_newest_meaning (block)
select region.region_code, region.valid_from, later.valid_from as newer_from
from core.region
join core.region_version as later
    on region.region_code = later.region_code
    and region.valid_from < later.valid_from;
