-- check: a_public_market_equivalent_is_there_or_says_why_not (block)
select fund_id, ks_pme, reason
from mart.fund_pme
where (ks_pme is null) <> (reason is not null) or (ks_pme is null) <> (grown_paid_in_cny is null);
