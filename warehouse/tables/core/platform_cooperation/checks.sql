-- check: every_cooperation_is_of_a_platform_in_a_register (warn)
select platform_cooperation_id, platform_code
from core.platform_cooperation
where platform_id is null;
