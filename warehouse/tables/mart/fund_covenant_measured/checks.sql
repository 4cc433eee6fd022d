-- check: a_covenant_is_measured_or_says_why_not (block)
select fund_covenant_measured_id
from mart.fund_covenant_measured
where (low is null) <> (reason is not null) or (low is null) <> (high is null) or low > high;

-- check: every_measured_covenant_is_kept (warn)
select fund_id, covenant_kind, threshold, low, high
from mart.fund_covenant_measured
where not is_met;
