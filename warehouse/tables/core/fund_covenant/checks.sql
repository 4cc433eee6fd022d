-- check: every_covenant_is_of_a_fund (block)
select fund_covenant_id
from core.fund_covenant
anti join core.fund using (fund_id);

-- check: a_measured_covenant_says_whether_it_is_kept (block)
select fund_covenant_id
from core.fund_covenant
where (measured_value is null) <> (is_met is null);

-- check: every_staged_row_finds_a_fund_of_its_own_kind (warn)
select fund_covenant.fund_id, fund_covenant.submission_number, fund_covenant.source_row
from stage.fund_covenant
join core.submission using (submission_number)
anti join core.fund
    on fund.fund_id = fund_covenant.fund_id
    and fund.is_synthetic = submission.is_synthetic;
