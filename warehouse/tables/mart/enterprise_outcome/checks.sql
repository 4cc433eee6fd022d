-- check: an_exit_is_proposed_after_two_failing_years_only (block)
select outcome.enterprise_outcome_id, outcome.result, previous.result as result_before
from mart.enterprise_outcome as outcome
left join mart.enterprise_outcome as previous on previous.enterprise_outcome_id = outcome.previous_outcome_id
where outcome.state in ('leave', 'left_by_decision', 'saved_by_role', 'kept_by_decision', 'deferred')
    and (outcome.result not in ('fail', 'exempt') or coalesce(previous.result, 'pass') not in ('fail', 'exempt'));

-- check: one_version_is_in_force_in_a_year (block)
select enterprise_id, year
from mart.enterprise_outcome
group by enterprise_id, year
having count(*) filter (is_rule_in_force) > 1;

-- check: an_exemption_that_is_granted_has_its_evidence (block)
select enterprise_outcome_id
from mart.enterprise_outcome
where exemption = 'granted'
    and not coalesce(
        price_effect_cny < 0 and price_effect_fisher_cny < 0 and (volume_index > 1 or capacity_growth > 0), false
    );
