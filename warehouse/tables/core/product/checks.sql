-- check: every_product_of_an_observation_is_known (block)
select distinct observation.product_code
from core.observation
anti join core.product using (product_code)
where observation.product_code <> '';
