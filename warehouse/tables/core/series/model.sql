-- One row per series that files of third parties have; a file that was named since counts as named.
with received as (
    select
        if(series.name = '', submission.submission_id || '/', '') || series.series_id as series_id,
        series.* exclude (series_id),
        submission.submission_id
    from stage.series as series
    join core.submission as submission using (submission_number)
    where not exists (
        select 1
        from core.submission as later
        where later.sha256 = submission.sha256
            and later.submission_number > submission.submission_number
            and later.status not in ('refused', 'waiting')
    )
),

newest as (
    select distinct on (series_id) *
    from received
    order by series_id, submission_number desc, source_sheet, source_row
),

covered as (
    select series_id, min(period) as first_period, max(period) as last_period, count(distinct period) as period_count
    from (select series_id, unnest(periods) as period from received)
    group by all
)

select
    newest.series_id,
    newest.source,
    nullif(newest.name, '') as name,
    nullif(newest.unit_received, '') as unit_received,
    newest.region_name,
    newest.region_code,
    newest.frequency,
    covered.first_period,
    covered.last_period,
    coalesce(covered.period_count, 0) as period_count,
    newest.state,
    newest.why,
    newest.indicator_id,
    newest.period_kind,
    newest.decided_by,
    newest.reason,
    newest.submission_id,
    newest.source_sheet,
    newest.source_column || newest.source_row as source_cell
from newest
left join covered using (series_id)
order by newest.series_id
