-- check: every_valuation_is_of_a_fund (block)
select fund_valuation_id
from core.fund_valuation
anti join core.fund using (fund_id);

-- check: every_valued_fund_has_one_latest_valuation (block)
select fund_id
from core.fund_valuation
group by all
having count(*) filter (where is_latest) <> 1;

-- check: every_staged_row_finds_a_fund_of_its_own_kind (warn)
select fund_valuation.fund_id, fund_valuation.submission_number, fund_valuation.source_row
from stage.fund_valuation
join core.submission using (submission_number)
anti join core.fund
    on fund.fund_id = fund_valuation.fund_id
    and fund.is_synthetic = submission.is_synthetic;
