-- One row per finding, in the order in which each file was read.
select
    submission.submission_id || '-' || lpad(
        row_number() over (
            partition by finding.submission_number
            order by
                finding.source_sheet, finding.source_row, finding.source_column,
                finding.rule, finding.message, finding.text
        )::varchar,
        4, '0'
    ) as finding_id,
    submission.submission_id,
    finding.severity,
    finding.rule,
    nullif(finding.source_sheet, '') as source_sheet,
    finding.source_column || finding.source_row as source_cell,
    finding.column_name,
    finding.text,
    finding.message
from stage.finding
join core.submission using (submission_number)
order by finding_id
