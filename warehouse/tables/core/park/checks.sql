-- check: every_park_has_a_document (block)
select park.park_id, park.document_id
from core.park
anti join core.document using (document_id);

-- check: every_park_field_is_an_industry (block)
select park.park_id, park.industry_id
from core.park
anti join core.industry on park.industry_id = industry.industry_id
where park.industry_id is not null;
