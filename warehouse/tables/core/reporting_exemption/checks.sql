-- check: an_exemption_is_of_a_known_enterprise (warn)
select reporting_exemption.exemption_id, reporting_exemption.enterprise_id
from core.reporting_exemption
anti join core.enterprise using (enterprise_id);

-- check: an_exemption_does_not_end_before_it_begins (block)
select exemption_id, first_period, last_period
from core.reporting_exemption
where last_period < first_period;
