-- check: no_forecast_is_made_after_its_actual (block)
select origin_date, period, actual_known_date
from mart.forecast_error
where actual_known_date <= origin_date;
