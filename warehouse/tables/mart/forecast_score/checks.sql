-- check: a_coverage_lies_within_its_interval (block)
select forecast_score_id
from mart.forecast_score
where coverage_share not between coverage_low and coverage_high or hit_count > band_count or band_count > error_count;
