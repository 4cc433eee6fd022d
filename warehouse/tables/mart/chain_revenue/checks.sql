-- check: no_more_members_report_than_there_are (block)
select chain_id, period, member_count, reporting_count
from mart.chain_revenue
where reporting_count > member_count or comparable_count > reporting_count;

-- check: every_revenue_belongs_to_a_chain (block)
select chain_revenue.chain_id
from mart.chain_revenue
anti join core.chain using (chain_id);
