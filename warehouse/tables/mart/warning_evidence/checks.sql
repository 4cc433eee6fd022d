-- check: every_warning_has_evidence (block)
select warning_id
from mart.warning
anti join mart.warning_evidence using (warning_id);
