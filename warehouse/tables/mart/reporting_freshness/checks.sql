-- check: received_and_missing_are_no_more_than_expected (block)
select form_id, period, expected_count, received_count, missing_count
from mart.reporting_freshness
where received_count + missing_count > expected_count
    or received_count <> on_time_count + late_count + back_loaded_count;
