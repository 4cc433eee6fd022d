-- One row per listed value.
select
    observation_id,
    change,
    cause,
    form_id,
    value_before,
    value_after,
    submission_before,
    submission_after,
    decision_id
from stage.release_value
order by case change when 'dropped' then 1 when 'corrected' then 2 else 3 end, observation_id
