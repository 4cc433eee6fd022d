-- check: nobody_lacks_what_it_got (block)
select missing.support_coverage_id, missing.enterprise_id
from mart.support_missing as missing
join mart.support_coverage as coverage using (support_coverage_id)
semi join core.policy_support as support
    on support.enterprise_id = missing.enterprise_id
    and support.support_kind = coverage.support_kind
    and support.year = coverage.year;
