-- One row per fund, enterprise, round and day: the newest file that has it. A synthetic row never joins a real fund.
select
    fund_investment.fund_id || '/' || fund_investment.credit_code || '/' || coalesce(fund_investment.round, '') || '/'
        || fund_investment.investment_date::varchar as fund_investment_id,
    fund_investment.fund_id,
    fund_investment.credit_code,
    enterprise.enterprise_id,
    fund_investment.name as enterprise_name,
    fund_investment.round,
    fund_investment.investment_date,
    fund_investment.amount as amount_cny,
    fund_investment.equity_share,
    submission.is_synthetic,
    fund_investment.is_flagged,
    submission.submission_id,
    fund_investment.source_sheet,
    fund_investment.source_row
from stage.fund_investment
join core.submission using (submission_number)
join core.fund
    on fund.fund_id = fund_investment.fund_id
    and fund.is_synthetic = submission.is_synthetic
left join core.enterprise_identity as enterprise
    on enterprise.identifier_kind = 'organisation_code'
    and enterprise.identifier_code = fund_investment.credit_code[9:17]
qualify row_number() over (
    -- A firm whose code has changed since is sent again under the new one.
    partition by
        fund_investment.fund_id, coalesce(enterprise.enterprise_id, fund_investment.credit_code), fund_investment.round,
        fund_investment.investment_date
    order by submission.submission_number desc, fund_investment.source_row desc
) = 1
order by fund_investment_id
