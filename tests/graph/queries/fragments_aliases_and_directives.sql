select
    "snapshot_id",
    "has_synthetic",
    "built_at"
from "core"."snapshot"
order by "snapshot_id"
limit ?
-- values: (2,)

select
    "submission_id",
    "status"
from "core"."submission"
order by "submission_id"
limit ?
-- values: (51,)

select
    "severity",
    "rule",
    "text",
    "finding_id",
    "submission_id",
    "submission_id" as "parent_key"
from "core"."finding"
where "submission_id" in (select unnest(?))
qualify row_number() over (partition by "submission_id" order by "finding_id") <= ?
order by "finding_id"
-- values: (['S000001', 'S000002'], 51)

select
    "status",
    "submission_id" as "parent_key"
from "core"."submission"
where "submission_id" in (select unnest(?))
-- values: (['S000002'],)

select "submission_id" as "parent_key", count(*)
from "core"."finding"
where "submission_id" in (select unnest(?))
group by all
-- values: (['S000001', 'S000002'],)
