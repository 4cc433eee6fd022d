-- check: every_contradiction_names_its_subject (block)
select contradiction_id
from mart.contradiction
where coalesce(enterprise_id, chain_id, fund_id, task_id, project_id, platform_id, park_id) is null;
