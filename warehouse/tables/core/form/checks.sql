-- check: every_report_that_is_due_is_of_a_form (block)
select distinct form_id
from core.reporting_period
anti join core.form using (form_id);
