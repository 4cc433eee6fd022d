select
    "region_code",
    "valid_from"
from "core"."region"
order by "valid_from", "region_code" desc
limit ?
-- values: (3,)
