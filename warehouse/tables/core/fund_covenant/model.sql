-- One row per fund, covenant and day: the newest file that has it. A synthetic row never joins a real fund.
select
    fund_covenant.fund_id || '/' || fund_covenant.covenant_kind || '/' || fund_covenant.measured_date::varchar as fund_covenant_id,
    fund_covenant.fund_id,
    fund_covenant.covenant_kind,
    fund_covenant.comparison,
    fund_covenant.threshold,
    fund_covenant.measured_value,
    fund_covenant.unit as covenant_unit,
    fund_covenant.measured_date,
    case fund_covenant.comparison
        when 'at_least' then fund_covenant.measured_value >= fund_covenant.threshold
        when 'at_most' then fund_covenant.measured_value <= fund_covenant.threshold
    end as is_met,
    fund_covenant.measured_date
        = max(fund_covenant.measured_date) over (partition by fund_covenant.fund_id, fund_covenant.covenant_kind)
        as is_latest,
    submission.is_synthetic,
    fund_covenant.is_flagged,
    submission.submission_id,
    fund_covenant.source_sheet,
    fund_covenant.source_row
from stage.fund_covenant
join core.submission using (submission_number)
join core.fund
    on fund.fund_id = fund_covenant.fund_id
    and fund.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by fund_covenant_id
    order by submission.submission_number desc, fund_covenant.source_row desc
) = 1
order by fund_covenant_id
