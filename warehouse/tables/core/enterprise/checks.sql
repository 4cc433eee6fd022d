-- check: every_enterprise_is_in_a_known_region (warn)
select enterprise.enterprise_id, enterprise.region_code, enterprise.submission_id, enterprise.source_row
from core.enterprise
anti join core.region using (region_code);

-- check: every_enterprise_is_in_a_field_of_the_plan (warn)
select enterprise_id, name_zh
from core.enterprise
where industry_id is null;

-- check: every_industry_class_is_in_its_standard (warn)
select enterprise.enterprise_id, enterprise.industry_standard, enterprise.industry_class_code
from core.enterprise
anti join core.industry_class
    on enterprise.industry_standard = industry_class.standard_version
    and enterprise.industry_class_code = industry_class.class_code
where enterprise.industry_class_code is not null;
