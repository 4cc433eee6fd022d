-- check: a_quarter_is_known_only_after_it_began (warn)
select indicator_id, region_code, vintage_id, period, known_date
from mart.forecast_point
where known_date < make_date(quarter // 4, (quarter % 4) * 3 + 1, 1);
