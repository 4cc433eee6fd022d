-- check: every_fund_has_a_document_or_a_file (block)
select fund.fund_id, fund.document_id
from core.fund
anti join core.document using (document_id)
where fund.document_id is not null or fund.submission_id is null;

-- check: no_fund_of_the_plan_is_synthetic (block)
select fund_id
from core.fund
where is_synthetic and document_id is not null;

-- check: every_fund_field_is_an_industry (block)
select fund.fund_id, fund.industry_id
from core.fund
anti join core.industry on fund.industry_id = industry.industry_id
where fund.industry_id is not null;

-- check: every_sub_fund_of_the_plan_has_a_guide_fund_above_it (block)
select fund.fund_id, fund.parent_fund_id
from core.fund
left join core.fund as parent on parent.fund_id = fund.parent_fund_id
where fund.submission_id is null
    and (fund.fund_kind = 'sub_fund') <> (coalesce(parent.fund_kind, '') = 'guide');

-- check: every_sub_fund_of_a_register_has_a_guide_fund_above_it (warn)
select fund.fund_id, fund.parent_fund_id, fund.submission_id, fund.source_sheet, fund.source_row
from core.fund
left join core.fund as parent on parent.fund_id = fund.parent_fund_id
where fund.submission_id is not null
    and (fund.fund_kind = 'sub_fund') <> (coalesce(parent.fund_kind, '') = 'guide');

-- check: every_fund_size_is_positive (warn)
-- A person can release such a cell.
select fund_id, target_size_cny, submission_id, source_sheet, source_row
from core.fund
where target_size_cny <= 0;

-- check: every_fund_of_a_register_is_in_a_known_region (warn)
select fund.fund_id, fund.region_code
from core.fund
anti join core.region using (region_code)
where fund.region_code is not null;
