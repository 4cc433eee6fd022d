-- check: every_observation_has_an_indicator (block)
select distinct observation.indicator_id
from core.observation
anti join core.indicator using (indicator_id);

-- check: nothing_reported_is_lost_between_stage_and_core (block)
select staged.staged_rows, kept.core_rows, unmatched.unmatched_rows
from (select count(*) as staged_rows from stage.observation) as staged
cross join (select count(*) as core_rows from core.observation) as kept
cross join (select count(*) as unmatched_rows from core.unmatched_observation) as unmatched
where staged.staged_rows <> kept.core_rows + unmatched.unmatched_rows;

-- check: no_month_of_january_or_february_stands_alone_in_a_return (block)
select observation.observation_id, observation.submission_id
from core.observation
where observation.subject_kind = 'enterprise'
    and observation.period_kind = 'month'
    and right(observation.period, 3) in ('-01', '-02');

-- check: a_submission_gives_each_value_once (block)
select observation_id, vintage_id, submission_id, count(*) as times
from core.observation
group by all
having count(*) > 1;
