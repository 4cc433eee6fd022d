-- One row per table, form and cause with at least one changed row.
select
    table_name,
    form_id,
    cause,
    rows_before,
    rows_added,
    rows_corrected,
    rows_dropped,
    values_added,
    values_corrected,
    values_dropped,
    cause_detail
from stage.release_change
order by table_name, form_id, cause
