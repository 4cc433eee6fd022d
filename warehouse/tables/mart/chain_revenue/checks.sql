-- check: no_more_members_report_than_there_are (block)
select chain_id, period, member_count, reporting_count
from mart.chain_revenue
where reporting_count > member_count or comparable_count > reporting_count;

-- check: every_revenue_belongs_to_a_chain (block)
select chain_revenue.chain_id
from mart.chain_revenue
anti join core.chain using (chain_id);

-- check: twelve_months_have_an_expected_year_or_say_why_not (block)
select chain_id, period, running_expected_year, running_expected_reason
from mart.chain_revenue
where (running_expected_year is null) <> (running_expected_reason is not null);
