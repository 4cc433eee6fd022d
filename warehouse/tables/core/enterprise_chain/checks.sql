-- check: an_enterprise_counts_for_a_chain_at_most_once (warn)
select
    enterprise_id,
    chain_id,
    sum(counted_share) as counted_share,
    any_value(submission_id) as submission_id,
    list((source_sheet, source_row) order by source_sheet, source_row) as source_rows
from core.enterprise_chain
group by all
having sum(counted_share) > 1;

-- check: every_member_of_a_chain_is_in_the_register (warn)
select chain_member.chain_code, chain_member.credit_code, chain_member.name
from stage.chain_member
anti join core.enterprise_identity
    on enterprise_identity.identifier_kind = 'credit_code'
    and enterprise_identity.identifier_code = chain_member.credit_code
where chain_member.credit_code is not null;
