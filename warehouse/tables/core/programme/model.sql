-- One row per revision applied up to the as-of instant of the build.
select
    revision_id,
    revision_number,
    programme_id,
    sha256,
    decided_by,
    reason,
    applied_at,
    is_in_force
from stage.programme
order by revision_number
