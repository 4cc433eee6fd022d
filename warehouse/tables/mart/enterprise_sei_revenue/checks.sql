-- check: no_share_is_of_a_later_year (block)
select enterprise_id, period, share_year
from mart.enterprise_sei_revenue
where share_year > left(period, 4);

-- check: the_strategic_part_is_no_more_than_the_whole (block)
select enterprise_id, period, revenue_ytd_cny, sei_revenue_ytd_cny
from mart.enterprise_sei_revenue
where revenue_ytd_cny >= 0 and sei_revenue_ytd_cny > revenue_ytd_cny;

-- check: every_return_meets_a_share_of_its_year (warn)
select enterprise_id, period, share_year
from mart.enterprise_sei_revenue
where not is_share_of_same_year;
