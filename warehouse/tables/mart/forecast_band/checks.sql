-- check: a_band_promises_a_coverage_or_says_why_there_is_none (block)
select forecast_id, level_share
from mart.forecast_band
where (low is null) <> (reason is not null)
    or (low is null) <> (promised_share is null)
    or promised_share < level_share;

-- check: a_wider_level_has_a_wider_band (block)
select narrow.forecast_id, narrow.level_share, wide.level_share as wide_level_share
from mart.forecast_band as narrow
join mart.forecast_band as wide using (forecast_id)
where narrow.level_share < wide.level_share and (wide.low > narrow.low or wide.high < narrow.high);

-- check: every_band_is_of_a_forecast (block)
select forecast_id
from mart.forecast_band
anti join mart.forecast using (forecast_id);
