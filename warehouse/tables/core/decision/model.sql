-- One row per decision, up to the as-of instant of the build.
select
    decision.decision_id,
    decision.decision_number,
    decision.held_cell_id,
    submission.submission_id,
    decision.decision_kind,
    decision.value,
    decision.person,
    decision.reason,
    decision.decided_at,
    decision.is_in_force
from stage.decision
join core.submission using (submission_number)
order by decision.decision_number
