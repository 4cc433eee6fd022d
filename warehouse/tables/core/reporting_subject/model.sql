-- One row per file and code of a subject in it that we know.
with subject as (
    select
        enterprise_id as subject_id, 'enterprise' as subject_kind, identifier_code as subject_code,
        identifier_kind = 'credit_code' and valid_to is null as is_newest
    from core.enterprise_identity
    union all
    select region_code, 'region', region_code, true
    from core.region
    union all
    select 'world', 'world', 'world', true
),
reported as (
    select distinct submission_number, subject_kind, subject_code
    from stage.observation
)
select
    reported.submission_number,
    reported.subject_kind,
    reported.subject_code,
    subject.subject_id,
    row_number() over (
        partition by reported.submission_number, reported.subject_kind, subject.subject_id
        order by subject.is_newest desc, reported.subject_code
    ) = 1 as is_counted
from reported
join subject using (subject_kind, subject_code)
order by submission_number, subject_kind, subject_code
