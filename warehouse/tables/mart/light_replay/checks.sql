-- check: every_project_is_a_hit_or_a_false_alarm_or_a_miss_or_quiet_or_undecided (block)
select light_replay_id
from mart.light_replay
where project_count <> hit_count + false_alarm_count + miss_count + quiet_count + undecided_count;
