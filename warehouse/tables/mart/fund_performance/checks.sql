-- check: every_performance_is_of_a_fund (block)
select fund_id
from mart.fund_performance
anti join core.fund using (fund_id);

-- check: a_fund_has_a_rate_or_says_why_not (block)
select fund_id, irr, irr_note
from mart.fund_performance
where (irr is null) <> (irr_note is not null);

-- check: tvpi_is_dpi_plus_rvpi (block)
select fund_id, dpi, rvpi, tvpi
from mart.fund_performance
where abs(tvpi - dpi - rvpi) > 0.000002;

-- check: every_latest_covenant_is_kept (warn)
select fund_id, covenant_kind, threshold, measured_value
from core.fund_covenant
where is_latest and not is_met;

-- check: no_paid_in_yuan_is_lost (block)
select fund_id, paid_in_cny, invested_cny, onward_cny, not_invested_cny
from mart.fund_performance
where not_invested_cny + invested_cny + onward_cny <> paid_in_cny or (not_invested_cny is null) <> (balance_reason is not null);

-- check: no_fund_spends_more_than_was_paid_in (warn)
select fund_id, paid_in_cny, invested_cny, onward_cny
from mart.fund_performance
where not_invested_cny < 0;

-- check: a_number_of_a_fund_is_there_or_says_why_not (block)
select fund_id, call_reason, amplification_reason, returns_reason
from mart.fund_performance
where (called_cny is null) <> (call_reason is not null)
    or (guide_committed_cny is null and amplification_reason is null)
    or (amplification_reason is null and least(committed_amplification, paid_in_amplification) is null)
    or (nav_cny is null and returns_reason is null)
    or (returns_reason is null and least(dpi, rvpi, tvpi) is null);

-- check: what_is_in_doubt_is_a_part (block)
select fund_id, doubted_paid_in_cny, doubted_invested_cny
from mart.fund_performance
where doubted_paid_in_cny not between 0 and paid_in_cny or doubted_invested_cny not between 0 and invested_cny;
