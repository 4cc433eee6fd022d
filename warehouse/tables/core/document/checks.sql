-- check: every_document_has_a_region (block)
select document.document_id, document.region_code
from core.document
anti join core.region using (region_code);

-- check: a_plan_that_asks_for_tasks_says_when_it_was_issued (block)
select document.document_id
from core.document
semi join core.task using (document_id)
where document.issued_date is null;

-- check: a_document_number_is_used_once (block)
select document_number
from core.document
where document_number is not null
group by document_number
having count(*) > 1;
