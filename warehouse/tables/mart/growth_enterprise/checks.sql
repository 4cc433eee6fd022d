-- check: an_answer_that_is_missing_has_a_reason (block)
select growth_enterprise_id
from mart.growth_enterprise
where (is_growth is null) <> (reason is not null);
