-- check: a_share_lies_between_0_and_1 (block)
select region_code, period, sei_share
from mart.sei_share
where sei_share not between 0 and 1;

-- check: no_value_added_is_more_than_its_gdp_or_below_zero (warn)
-- mart.sei_share has no row of such a pair.
select
    numerator.subject_id as region_code,
    numerator.period,
    numerator.value as sei_value_added,
    numerator.submission_id,
    numerator.source_sheet,
    numerator.source_cell,
    denominator.value as gdp,
    denominator.submission_id as gdp_submission_id,
    denominator.source_sheet as gdp_source_sheet,
    denominator.source_cell as gdp_source_cell
from mart.observation as numerator
join mart.observation as denominator using (subject_kind, subject_id, period, period_kind)
where numerator.subject_kind = 'region'
    and numerator.period_kind = 'year'
    and numerator.indicator_id = 'sei_value_added'
    and denominator.indicator_id = 'gdp'
    and denominator.value > 0
    and numerator.value not between 0 and denominator.value;

-- check: one_share_of_a_region_and_year_is_in_force (block)
select region_code, period, is_synthetic
from mart.sei_share
group by all
having count(*) filter (where is_in_force) <> 1;
