-- One row per file, sheet and column of the form that the sheet holds.
select
    submission.submission_id || '/' || sheet_column.source_sheet || '/' || sheet_column.column_name as sheet_column_id,
    submission.submission_id,
    sheet_column.source_sheet,
    sheet_column.form_id,
    sheet_column.form_version,
    sheet_column.form_id || '.' || sheet_column.column_name as form_column_id,
    sheet_column.column_name,
    sheet_column.source_column,
    row_number() over (
        partition by submission.submission_number, sheet_column.source_sheet
        order by length(sheet_column.source_column), sheet_column.source_column
    ) as ordinal,
    sheet_column.heading,
    sheet_column.source_row as heading_row,
    sheet_column.unit_received,
    sheet_column.is_unit_assumed,
    sheet_column.unit_stored,
    sheet_column.factor
from stage.sheet_column
join core.submission using (submission_number)
order by submission.submission_number, sheet_column.source_sheet, ordinal
