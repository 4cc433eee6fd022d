-- check: every_name_leads_to_a_row (block)
select name.entity_type, name.entity_key, name.name
from mart.search_name as name
anti join (
    select 'enterprise' as entity_type, enterprise_id as entity_key from core.enterprise
    union all
    select 'chain' as entity_type, chain_id as entity_key from core.chain
    union all
    select 'chain_stage' as entity_type, chain_stage_id as entity_key from core.chain_stage
    union all
    select 'industry' as entity_type, industry_id as entity_key from core.industry
    union all
    select 'region' as entity_type, region_code as entity_key from core.region
    union all
    select 'park' as entity_type, park_id as entity_key from core.park
    union all
    select 'platform' as entity_type, platform_id as entity_key from core.platform
    union all
    select 'project' as entity_type, project_id as entity_key from core.project
    union all
    select 'fund' as entity_type, fund_id as entity_key from core.fund
    union all
    select 'indicator' as entity_type, indicator_id as entity_key from core.indicator
    union all
    select 'product' as entity_type, product_code as entity_key from core.product
    union all
    select 'target' as entity_type, target_id as entity_key from core.target
    union all
    select 'task' as entity_type, task_id as entity_key from core.task
    union all
    select 'document' as entity_type, document_id as entity_key from core.document
    union all
    select 'department' as entity_type, department_id as entity_key from core.department
    union all
    select 'listing_board' as entity_type, board_id as entity_key from core.listing_board
    union all
    select 'issue' as entity_type, issue_id as entity_key from core.issue
) as entity using (entity_type, entity_key);

-- check: every_enterprise_is_found_by_its_name (block)
select enterprise.enterprise_id, enterprise.name_zh
from core.enterprise as enterprise
anti join mart.search_name as name
    on name.entity_type = 'enterprise' and name.entity_key = enterprise.enterprise_id
    and name.name = enterprise.name_zh and name.is_current
where regexp_matches(enterprise.name_zh, '[\p{L}\p{N}]');

-- check: names_are_numbered_once (block)
select name_number
from mart.search_name
group by name_number
having count(*) > 1;

-- check: a_reading_has_a_syllable_for_each_character (block)
select name, pinyin
from mart.search_name
where length(normal) <> length(string_split(pinyin, ' '));
