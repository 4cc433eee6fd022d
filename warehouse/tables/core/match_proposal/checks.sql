-- check: no_proposal_is_for_a_credit_code_that_is_known (block)
-- A code from before October 2015 is held where a form does not take it, known or not: its row is proposed by name.
select match_proposal.match_proposal_id
from core.match_proposal
semi join core.enterprise_identity
    on enterprise_identity.identifier_kind = 'credit_code'
    and enterprise_identity.identifier_code = match_proposal.code_received;

-- check: a_score_lies_between_0_and_1 (block)
select match_proposal_id, score
from core.match_proposal
where score not between 0 and 1;

-- check: no_match_waits_for_a_decision (warn)
select submission_id, source_cell, name_received, enterprise_id
from core.match_proposal
where state = 'open';
