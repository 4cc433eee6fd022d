-- check: every_contribution_is_to_a_fund (block)
select fund_contribution_id
from core.fund_contribution
anti join core.fund using (fund_id);

-- check: no_fund_contributes_to_itself (warn)
select fund_contribution_id
from core.fund_contribution
where contributor_fund_id = fund_id;

-- check: nobody_pays_more_than_was_committed (warn)
select fund_id, contributor_name, sum(committed_cny) as committed_cny, sum(paid_in_cny) as paid_in_cny
from core.fund_contribution
group by all
having sum(paid_in_cny) > sum(committed_cny);

-- check: nobody_is_called_for_more_than_was_committed (warn)
select fund_id, contributor_name, sum(committed_cny) as committed_cny, sum(called_cny) as called_cny
from core.fund_contribution
group by all
having sum(called_cny) > sum(committed_cny);

-- check: every_staged_row_finds_a_fund_of_its_own_kind (warn)
select fund_contribution.fund_id, fund_contribution.submission_number, fund_contribution.source_row
from stage.fund_contribution
join core.submission using (submission_number)
anti join core.fund
    on fund.fund_id = fund_contribution.fund_id
    and fund.is_synthetic = submission.is_synthetic;
