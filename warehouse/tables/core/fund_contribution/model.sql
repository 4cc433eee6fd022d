-- One row per fund, contributor and day: the newest file that has it. A synthetic row never joins a real fund.
select
    fund_contribution.fund_id || '/' || fund_contribution.contributor_name || '/' || fund_contribution.contribution_date::varchar as fund_contribution_id,
    fund_contribution.fund_id,
    fund_contribution.contributor_name,
    contributor.fund_id as contributor_fund_id,
    fund_contribution.contribution_date,
    coalesce(fund_contribution.committed, 0) as committed_cny,
    fund_contribution.called as called_cny,
    fund_contribution.call_due_date,
    coalesce(fund_contribution.paid_in, 0) as paid_in_cny,
    submission.is_synthetic,
    fund_contribution.is_flagged,
    submission.submission_id,
    fund_contribution.source_sheet,
    fund_contribution.source_row
from stage.fund_contribution
join core.submission using (submission_number)
join core.fund
    on fund.fund_id = fund_contribution.fund_id
    and fund.is_synthetic = submission.is_synthetic
left join core.fund as contributor
    on contributor.fund_id = fund_contribution.contributor_fund_id
    and contributor.is_synthetic = submission.is_synthetic
qualify row_number() over (
    partition by fund_contribution_id
    order by submission.submission_number desc, fund_contribution.source_row desc
) = 1
order by fund_contribution_id
