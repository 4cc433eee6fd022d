-- check: a_forecast_has_a_probability_or_says_why_not (block)
select forecast_id
from mart.forecast
where (probability is null) <> (reason is not null);

-- check: nothing_is_certain_before_the_deadline (block)
select forecast_id, probability_low, probability, probability_high
from mart.forecast
where probability in (0, 1) or probability_low > probability or probability > probability_high;

-- check: every_progress_has_a_forecast (block)
select target_progress_id
from mart.target_progress
anti join mart.forecast on forecast_id = target_progress_id;

-- check: a_forecast_names_its_model_and_stands_beside_the_naive (block)
select forecast_id
from mart.forecast
where median is not null and (model is null or seasonal_naive is null or known_period is null or horizon < 1);
