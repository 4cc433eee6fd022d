-- check: no_month_that_was_given_is_derived (block)
select derived_month.derived_month_id
from mart.derived_month
join mart.observation on observation.observation_id = derived_month.derived_month_id
where observation.value is not null;

-- check: no_month_that_waits_for_a_person_is_derived (block)
select derived_month.derived_month_id, held_value.submission_id, held_value.source_sheet, held_value.source_cell
from mart.derived_month
join core.held_value using (subject_id, indicator_id, product_code, period)
where held_value.period_kind = 'month';

-- check: every_derived_month_is_the_difference_of_its_years_to_date (block)
select derived_month.derived_month_id, derived_month.value, this_month.value as ytd, prior_month.value as prior_ytd
from mart.derived_month
left join mart.observation as this_month on this_month.observation_id = derived_month.ytd_observation_id
left join mart.observation as prior_month on prior_month.observation_id = derived_month.prior_ytd_observation_id
where derived_month.value is distinct from this_month.value::decimal(19, 6) - prior_month.value::decimal(19, 6)
    or this_month.vintage_id <> prior_month.vintage_id
    or this_month.period_kind <> 'ytd'
    or prior_month.period_kind <> 'ytd'
    or this_month.period <> derived_month.period
    or this_month.months_covered <> prior_month.months_covered + 1;

-- check: january_and_february_are_never_derived (block)
select derived_month_id
from mart.derived_month
where period !~ '^\d{4}-(0[3-9]|1[0-2])$';

-- check: a_derived_month_below_zero_is_doubtful_unless_it_may_be_negative (block)
select derived_month.derived_month_id, derived_month.value, derived_month.is_doubtful
from mart.derived_month
left join core.indicator using (indicator_id)
where derived_month.is_doubtful is distinct from (derived_month.value < 0 and not indicator.may_be_negative);

-- check: no_year_to_date_falls_that_cannot (warn)
select
    derived_month.derived_month_id,
    derived_month.value,
    this_month.value as ytd,
    this_month.submission_id,
    this_month.source_sheet,
    this_month.source_cell,
    prior_month.value as prior_ytd,
    prior_month.submission_id as prior_submission_id,
    prior_month.source_sheet as prior_source_sheet,
    prior_month.source_cell as prior_source_cell
from mart.derived_month
left join mart.observation as this_month on this_month.observation_id = derived_month.ytd_observation_id
left join mart.observation as prior_month on prior_month.observation_id = derived_month.prior_ytd_observation_id
where derived_month.is_doubtful;
