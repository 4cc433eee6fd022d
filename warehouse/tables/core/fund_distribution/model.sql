-- One row per fund, enterprise, kind and day: the newest file that has it. A synthetic row never joins a real fund.
select
    fund_distribution.fund_id || '/' || coalesce(fund_distribution.credit_code, '') || '/'
        || fund_distribution.distribution_kind || '/' || fund_distribution.distribution_date::varchar as fund_distribution_id,
    fund_distribution.fund_id,
    fund_distribution.distribution_date,
    fund_distribution.distribution_kind,
    fund_distribution.credit_code,
    enterprise.enterprise_id,
    fund_distribution.name as enterprise_name,
    fund_distribution.amount as amount_cny,
    submission.is_synthetic,
    fund_distribution.is_flagged,
    submission.submission_id,
    fund_distribution.source_sheet,
    fund_distribution.source_row
from stage.fund_distribution
join core.submission using (submission_number)
join core.fund
    on fund.fund_id = fund_distribution.fund_id
    and fund.is_synthetic = submission.is_synthetic
left join core.enterprise_identity as enterprise
    on enterprise.identifier_kind = 'organisation_code'
    and enterprise.identifier_code = fund_distribution.credit_code[9:17]
qualify row_number() over (
    -- A firm whose code has changed since is sent again under the new one.
    partition by
        fund_distribution.fund_id, coalesce(enterprise.enterprise_id, fund_distribution.credit_code),
        fund_distribution.distribution_kind, fund_distribution.distribution_date
    order by submission.submission_number desc, fund_distribution.source_row desc
) = 1
order by fund_distribution_id
