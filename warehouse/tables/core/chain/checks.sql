-- check: every_chain_is_in_a_field_of_the_plan (warn)
select chain_id, name_zh
from core.chain
where industry_id is null;
