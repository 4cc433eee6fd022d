-- check: what_is_not_comparable_says_why (block)
select metric_pair_id
from core.metric_pair
where is_comparable <> (reason is null) or is_comparable <> (differs_in is null);
