-- One row per later sheet of a return and row of an earlier file that it gives no value for. A sheet corrects an earlier
-- one where it gives at least half of its rows again; a late or partial return of other firms does not.
with sent_again as (
    -- Few sheets first: there are millions of values.
    select submission_id, source_sheet, form_id, period
    from core.submission_sheet
    where refusal is null and period is not null
    qualify count(*) over (partition by form_id, period) > 1
),

sent_row as (
    select
        sent_again.form_id,
        sent_again.period,
        observation.subject_id,
        observation.product_code,
        observation.submission_number,
        observation.submission_id,
        observation.source_sheet,
        min(regexp_extract(observation.source_cell, '[0-9]+$')::integer) as source_row
    from core.observation
    join sent_again using (submission_id, source_sheet, period)
    where observation.subject_kind = 'enterprise'
    group by all
),

sheet_size as (
    select submission_id, source_sheet, count(*) as row_count
    from sent_row
    group by all
),

correction as (
    select
        later.form_id, later.period, later.submission_number, later.submission_id, later.source_sheet,
        earlier.submission_id as earlier_submission_id,
        earlier.source_sheet as earlier_sheet
    from sent_row as later
    join sent_row as earlier using (form_id, period, subject_id, product_code)
    join sheet_size
        on sheet_size.submission_id = earlier.submission_id
        and sheet_size.source_sheet = earlier.source_sheet
    where earlier.submission_number < later.submission_number
    group by all
    having count(*) * 2 >= any_value(sheet_size.row_count)
)

select
    correction.submission_id,
    correction.source_sheet,
    dropped.submission_id as earlier_submission_id,
    dropped.source_sheet as earlier_sheet,
    dropped.source_row as earlier_row,
    concat_ws('/', dropped.submission_id, dropped.source_sheet, dropped.source_row) as row_id,
    dropped.subject_id,
    dropped.product_code
from correction
join sent_row as dropped
    on dropped.submission_id = correction.earlier_submission_id
    and dropped.source_sheet = correction.earlier_sheet
-- Given by no file between them, nor by another sheet of the later file.
anti join sent_row as again
    on again.form_id = correction.form_id
    and again.period = correction.period
    and again.subject_id = dropped.subject_id
    and again.product_code = dropped.product_code
    and again.submission_number > dropped.submission_number
    and again.submission_number <= correction.submission_number
order by correction.submission_number, correction.source_sheet, dropped.submission_number, earlier_sheet, earlier_row
