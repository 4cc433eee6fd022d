-- check: a_day_has_one_line_and_it_is_positive (block)
select valid_from, count(*) as version_count, min(line_cny) as line_cny
from core.ten_billion_rule
group by all
having count(*) > 1 or min(line_cny) <= 0;
