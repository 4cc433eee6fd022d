-- One row per file received, up to the as-of instant of the build.
select
    submission_id,
    submission_number,
    file_name,
    sha256,
    size_bytes,
    received_at,
    form_id,
    form_version,
    period,
    status,
    is_synthetic,
    rows_read,
    rows_accepted,
    held_count,
    refusal,
    named_indicator_id,
    named_unit_id,
    named_vintage_id,
    named_region_code,
    named_by
from stage.submission
order by submission_number
