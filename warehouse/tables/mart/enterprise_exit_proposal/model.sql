-- One row per enterprise and second of two consecutive failing years.
select
    second_year.enterprise_id,
    first_year.year as first_failing_year,
    second_year.year as second_failing_year,
    second_year.rule_version,
    second_year.has_demonstrating_role,
    second_year.price_effect_note,
    second_year.decision,
    first_year.is_synthetic or second_year.is_synthetic as is_synthetic
from core.enterprise_assessment as second_year
join core.enterprise_assessment as first_year
    on first_year.enterprise_id = second_year.enterprise_id
    and first_year.year::integer = second_year.year::integer - 1
where first_year.result = 'fail'
    and second_year.result = 'fail'
    and second_year.has_demonstrating_role is distinct from true
order by enterprise_id, second_failing_year
