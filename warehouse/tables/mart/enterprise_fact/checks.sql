-- check: a_fact_has_a_value_or_a_reason (block)
select enterprise_id, year, fact, value, reason
from mart.enterprise_fact
where (value is null) <> (reason is not null);
