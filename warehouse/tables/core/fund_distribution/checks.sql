-- check: every_distribution_is_of_a_fund (block)
select fund_distribution_id
from core.fund_distribution
anti join core.fund using (fund_id);

-- check: no_distribution_comes_before_the_first_payment (warn)
with first_payment as (
    select fund_id, min(contribution_date) as first_date
    from core.fund_contribution
    where paid_in_cny > 0
    group by all
)
select fund_distribution_id, first_date
from core.fund_distribution
left join first_payment using (fund_id)
where first_date is null or distribution_date < first_date;

-- check: every_staged_row_finds_a_fund_of_its_own_kind (warn)
select fund_distribution.fund_id, fund_distribution.submission_number, fund_distribution.source_row
from stage.fund_distribution
join core.submission using (submission_number)
anti join core.fund
    on fund.fund_id = fund_distribution.fund_id
    and fund.is_synthetic = submission.is_synthetic;
