-- One row per fund and day: the newest file that has it. A synthetic row never joins a real fund.
select
    fund_valuation.fund_id || '/' || fund_valuation.valuation_date::varchar as fund_valuation_id,
    fund_valuation.fund_id,
    fund_valuation.valuation_date,
    fund_valuation.net_asset_value as nav_cny,
    fund_valuation.valuation_date = max(fund_valuation.valuation_date) over (partition by fund_valuation.fund_id)
        as is_latest,
    submission.is_synthetic,
    fund_valuation.is_flagged,
    submission.submission_id,
    fund_valuation.source_sheet,
    fund_valuation.source_row
from stage.fund_valuation
join core.submission using (submission_number)
join core.fund
    on fund.fund_id = fund_valuation.fund_id
    and fund.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by fund_valuation_id
    order by submission.submission_number desc, fund_valuation.source_row desc
) = 1
order by fund_valuation_id
