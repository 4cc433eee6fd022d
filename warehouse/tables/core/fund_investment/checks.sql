-- check: every_investment_is_of_a_fund (block)
select fund_investment_id
from core.fund_investment
anti join core.fund using (fund_id);

-- check: every_investment_is_in_a_key_enterprise (warn)
select fund_investment_id, credit_code, enterprise_name
from core.fund_investment
where enterprise_id is null;

-- check: no_fund_invests_more_than_was_paid_in (warn)
with invested as (
    select fund_id, sum(amount_cny) as invested_cny
    from core.fund_investment
    group by all
),
paid as (
    select fund_id, sum(paid_in_cny) as paid_in_cny
    from core.fund_contribution
    group by all
)
select fund_id, invested_cny, paid_in_cny
from invested
left join paid using (fund_id)
where invested_cny > coalesce(paid_in_cny, 0);

-- check: every_staged_row_finds_a_fund_of_its_own_kind (warn)
select fund_investment.fund_id, fund_investment.submission_number, fund_investment.source_row
from stage.fund_investment
join core.submission using (submission_number)
anti join core.fund
    on fund.fund_id = fund_investment.fund_id
    and fund.is_synthetic = submission.is_synthetic;
