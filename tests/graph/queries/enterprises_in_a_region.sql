select
    "enterprise_id",
    "name_zh",
    "batch",
    "recognised_date",
    "status",
    "is_synthetic",
    "name_pinyin",
    "region_code"
from "core"."enterprise"
where ("region_code" = ? and ("batch" is null or contains(lower("name_zh"), lower(?))))
order by "name_pinyin", "batch" desc nulls last, "enterprise_id"
limit ?
-- values: ('620100', '白银', 4)

select count(*)
from "core"."enterprise"
where ("region_code" = ? and ("batch" is null or contains(lower("name_zh"), lower(?))))
-- values: ('620100', '白银')

select
    "name_zh",
    "name_en",
    "parent_region_code",
    "region_code" as "parent_key"
from "core"."region"
where "region_code" in (select unnest(?))
-- values: (['620100'],)

select
    "name_zh",
    "region_code" as "parent_key"
from "core"."region"
where "region_code" in (select unnest(?))
-- values: (['620000'],)
