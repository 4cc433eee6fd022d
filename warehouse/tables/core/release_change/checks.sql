-- check: no_more_rows_are_dropped_or_corrected_than_there_were (block)
select table_name, form_id, sum(rows_corrected) + sum(rows_dropped) as changed, any_value(rows_before) as rows_before
from core.release_change
where cause <> 'correction'
group by all
having sum(rows_dropped) > any_value(rows_before);
