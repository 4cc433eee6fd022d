-- check: an_assigned_series_has_an_indicator_and_no_other_has (block)
select series_id, state, indicator_id
from core.series
where (state = 'assigned') <> (indicator_id is not null)
    or (state = 'unassigned') <> (why is not null);
