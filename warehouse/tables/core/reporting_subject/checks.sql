-- check: nobody_reports_twice_under_two_codes (warn)
select submission_number, subject_id, subject_code
from core.reporting_subject
where not is_counted;
