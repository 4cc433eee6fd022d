-- One row per value and decision that it rests on.
select
    observation_id,
    unnest(list_distinct(decision_ids)) as decision_id
from mart.observation
where len(decision_ids) > 0
order by observation_id, decision_id
