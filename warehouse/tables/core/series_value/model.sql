-- One row per value of a series that is in force as no observation, and per file.
with received as (
    select
        if(series.name = '', submission.submission_id || '/', '') || series.series_id as series_id,
        series.series_id as staged_series_id,
        submission.submission_id,
        submission.submission_number
    from stage.series as series
    join core.submission as submission using (submission_number)
)

select
    received.series_id,
    series_value.period,
    series_value.value_received,
    series_value.value,
    series_value.vintage_id,
    received.submission_id,
    series_value.source_sheet,
    series_value.source_column || series_value.source_row as source_cell
from stage.series_value as series_value
join received
    on received.submission_number = series_value.submission_number
    and received.staged_series_id = series_value.series_id
semi join core.series on core.series.series_id = received.series_id
order by received.submission_number, series_value.source_sheet, series_value.source_row, series_value.source_column
