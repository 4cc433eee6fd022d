-- check: every_park_has_a_document_or_a_file (block)
select park.park_id, park.document_id
from core.park
anti join core.document using (document_id)
where park.document_id is not null or park.submission_id is null;

-- check: no_park_of_the_plan_is_synthetic (block)
select park_id
from core.park
where is_synthetic and document_id is not null;

-- check: every_park_field_is_an_industry (block)
select park.park_id, park.industry_id
from core.park
anti join core.industry on park.industry_id = industry.industry_id
where park.industry_id is not null;

-- check: every_park_of_a_register_is_in_a_known_region (warn)
select park.park_id, park.region_code
from core.park
anti join core.region using (region_code)
where park.submission_id is not null;

-- check: an_output_of_a_park_names_its_year (warn)
select park_id, output_year, gross_output_cny
from core.park
where (output_year is null) <> (gross_output_cny is null);
