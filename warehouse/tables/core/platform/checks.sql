-- check: every_platform_has_a_document (block)
select platform.platform_id, platform.document_id
from core.platform
anti join core.document using (document_id);

-- check: every_platform_field_is_an_industry (block)
select platform.platform_id, platform.industry_id
from core.platform
anti join core.industry on platform.industry_id = industry.industry_id
where platform.industry_id is not null;

-- check: an_approved_platform_says_when (block)
select platform_id, status, approved_date, approved_period
from core.platform
where (status = 'approved') <> (approved_date is not null or approved_period is not null);
