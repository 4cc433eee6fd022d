-- check: every_firm_without_support_is_named (block)
select coverage.support_coverage_id, coverage.missing_count, count(missing.enterprise_id) as named_count
from mart.support_coverage as coverage
left join mart.support_missing as missing using (support_coverage_id)
group by all
having count(missing.enterprise_id) <> coverage.missing_count;
