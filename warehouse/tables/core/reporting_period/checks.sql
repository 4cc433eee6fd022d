-- check: a_collected_period_is_due_after_it_has_ended (block)
select form_id, period, period_end_date, due_at
from core.reporting_period
where is_collected and (due_at is null or due_at <= period_end_date::timestamp or closes_at < due_at);

-- check: every_return_received_is_of_a_period_of_its_calendar (warn)
select sheet.submission_id, sheet.form_id, sheet.period
from core.submission_sheet as sheet
anti join core.reporting_period using (form_id, period)
where sheet.form_id in (select form_id from core.reporting_period)
    -- Where rows have their own period, the sheet has none.
    and sheet.period is not null
    and sheet.refusal is null;
