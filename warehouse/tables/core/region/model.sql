-- One row per region code: its newest meaning, which is the valid one where the code is in use.
select distinct on (region_code)
    region_code,
    valid_from,
    valid_to,
    name_zh,
    name_en,
    level,
    parent_region_code,
    is_additive,
    successor_code,
    source
from core.region_version
order by region_code, valid_from desc
