-- check: every_member_is_of_a_known_park (warn)
select staged.park_id, staged.credit_code, staged.submission_number, staged.source_row
from stage.park_member as staged
anti join core.park using (park_id);

-- check: no_firm_leaves_a_park_before_it_enters (warn)
select park_member_id, entered_date, left_date
from core.park_member
where left_date < entered_date;
