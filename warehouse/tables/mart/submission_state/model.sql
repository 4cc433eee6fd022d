-- One row per file received.
with counted as (
    select
        submission_id,
        count(*) filter (where state = 'open') as open_count,
        count(*) filter (where state = 'corrected') as corrected_count,
        count(*) filter (where state = 'released') as released_count,
        count(*) filter (where state = 'rejected') as rejected_count
    from core.held_cell
    group by all
)

select
    submission.submission_id,
    case
        when coalesce(reading.status, submission.status) = 'refused' then 'refused'
        when submission_id in (select submission_id from core.finding where severity = 'waiting') then 'waiting'
        when counted.open_count > 0 then 'held'
        when submission_id in (select submission_id from core.finding where severity = 'unassigned') then 'held'
        when counted.submission_id is not null then 'decided'
        else 'accepted'
    end as state,
    read_under.revision_id as read_under_revision_id,
    coalesce(reading.rows_read, submission.rows_read) as rows_read,
    coalesce(reading.rows_accepted, submission.rows_accepted) as rows_accepted,
    coalesce(counted.open_count, 0) as open_count,
    coalesce(counted.corrected_count, 0) as corrected_count,
    coalesce(counted.released_count, 0) as released_count,
    coalesce(counted.rejected_count, 0) as rejected_count
from core.submission as submission
left join counted using (submission_id)
left join stage.reading as reading using (submission_number)
left join stage.read_under as read_under using (submission_number)
order by submission.submission_number
