-- One row: this build.
select
    build.snapshot_id,
    build.snapshot_number,
    build.built_at,
    build.as_of,
    count(submission.submission_id) as submission_count,
    build.longmai_version,
    coalesce(bool_or(submission.is_synthetic), false) as has_synthetic
from stage.build
left join core.submission on true
group by all
