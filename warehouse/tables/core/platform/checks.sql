-- check: every_platform_has_a_document_or_a_file (block)
select platform.platform_id, platform.document_id
from core.platform
anti join core.document using (document_id)
where platform.document_id is not null or platform.submission_id is null;

-- check: no_platform_of_the_plan_is_synthetic (block)
select platform_id
from core.platform
where is_synthetic and document_id is not null;

-- check: every_platform_field_is_an_industry (block)
select platform.platform_id, platform.industry_id
from core.platform
anti join core.industry on platform.industry_id = industry.industry_id
where platform.industry_id is not null;

-- check: an_approved_platform_of_the_plan_says_when (block)
select platform_id, status, approved_date, approved_period
from core.platform
where submission_id is null
    and (status = 'approved') <> (approved_date is not null or approved_period is not null);

-- check: an_approved_platform_of_a_register_says_when (warn)
select platform_id, status
from core.platform
where submission_id is not null
    and status in ('approved', 'evaluated')
    and approved_date is null
    and approved_period is null;
