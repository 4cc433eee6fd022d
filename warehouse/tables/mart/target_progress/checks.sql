-- check: a_target_and_month_has_one_default_of_each_kind_to_show (block)
select target_id, period, is_synthetic
from mart.target_progress
group by all
having count(*) filter (is_default) <> 1;

-- check: a_target_without_an_actual_says_why (block)
select target_progress_id
from mart.target_progress
where reason is null
    and (actual is null or status is null or status = 'no_data')
    and coalesce(status, '') not in ('superseded', 'repeated', 'moot');

-- check: no_target_is_judged_on_mixed_vintages (block)
select target_progress_id, status
from mart.target_progress
where is_mixed_vintage and status in ('met', 'met_early', 'missed', 'on_track', 'at_risk', 'behind');

-- check: an_incomplete_register_misses_nothing (block)
select target_progress_id, status
from mart.target_progress
where is_at_least and status in ('missed', 'behind', 'at_risk');

-- check: gaps_follow_from_the_row (block)
select target_progress_id, actual, path, target_value, gap_to_path, gap_to_target
from mart.target_progress
where abs(actual - target_value - gap_to_target) > 0.000001 or abs(actual - path - gap_to_path) > 0.000001;

-- check: every_progress_is_of_a_target (block)
select target_progress_id
from mart.target_progress
anti join core.target using (target_id);
