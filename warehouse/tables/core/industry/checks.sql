-- check: every_industry_has_a_document (block)
select industry.industry_id, industry.document_id
from core.industry
anti join core.document using (document_id);

-- check: the_industries_of_a_document_are_numbered_without_a_gap (block)
select document_id, count(*) as industry_count, max(ordinal) as last_ordinal
from core.industry
group by document_id
having count(distinct ordinal) <> max(ordinal) or min(ordinal) <> 1;
