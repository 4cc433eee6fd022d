-- check: both_years_of_a_proposal_failed (block)
select enterprise_exit_proposal.enterprise_id
from mart.enterprise_exit_proposal
join core.enterprise_assessment as assessment
    on assessment.enterprise_id = enterprise_exit_proposal.enterprise_id
    and assessment.year in (first_failing_year, second_failing_year)
where assessment.result <> 'fail';

-- check: the_two_years_follow_each_other (block)
select enterprise_id, first_failing_year, second_failing_year
from mart.enterprise_exit_proposal
where second_failing_year::integer <> first_failing_year::integer + 1;
