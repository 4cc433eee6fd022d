-- One row per exemption recorded up to the as-of instant of the build.
select
    exemption_id,
    subject_id,
    form_id,
    first_period,
    last_period,
    reason,
    decided_by,
    decided_at
from stage.exemption
order by exemption_id
