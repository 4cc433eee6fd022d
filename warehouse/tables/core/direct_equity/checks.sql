-- check: every_direct_investment_is_in_a_known_enterprise (warn)
select direct_equity_id, credit_code, enterprise_name
from core.direct_equity
where enterprise_id is null;

-- check: nobody_pays_before_the_decision (warn)
select direct_equity_id, decision_date, payment_date
from core.direct_equity
where payment_date < decision_date;
