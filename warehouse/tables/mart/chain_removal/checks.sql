-- check: a_share_at_risk_is_a_part_of_the_chain_or_says_why_it_is_null (block)
select chain_removal_id, share_at_risk, reason
from mart.chain_removal
where share_at_risk not between 0 and 1 or share_at_risk is null and reason is null;

-- check: every_removal_is_in_a_chain (block)
select chain_removal_id
from mart.chain_removal
anti join core.chain using (chain_id);

-- check: the_evidence_of_a_removal_has_a_day_or_says_why_not (block)
select chain_removal_id, oldest_evidence_date, evidence_reason
from mart.chain_removal
where (oldest_evidence_date is null) <> (evidence_reason is not null);
