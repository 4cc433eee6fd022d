-- check: a_share_lies_between_0_and_1 (block)
select region_code, period, sei_share
from mart.sei_share
where sei_share not between 0 and 1;
