-- check: measured_and_imputed_are_the_estimate (block)
select nowcast_id, measured_ytd_cny, imputed_ytd_cny, estimate_ytd_cny
from mart.nowcast
where estimate_ytd_cny <> coalesce(measured_ytd_cny + coalesce(imputed_ytd_cny, 0), estimate_ytd_cny + 1);

-- check: a_nowcast_has_an_estimate_or_says_why_not (block)
select nowcast_id, estimate_ytd_cny, quality, reason
from mart.nowcast
where (estimate_ytd_cny is null) <> (reason is not null)
    or (reason is not null) <> (quality = 'refused');

-- check: a_complete_period_has_nothing_imputed (block)
select nowcast_id, quality, missing_count, imputed_ytd_cny, imputed_share
from mart.nowcast
where (quality = 'complete') <> (missing_count = 0)
    or (quality = 'complete' and (imputed_ytd_cny is distinct from 0 or imputed_share > 0));

-- check: an_estimate_lies_within_its_bands_and_each_within_the_wider_one (block)
select nowcast_id, estimate_ytd_cny, low_50_ytd_cny, high_50_ytd_cny, low_80_ytd_cny, high_80_ytd_cny
from mart.nowcast
where estimate_ytd_cny not between low_50_ytd_cny and high_50_ytd_cny
    or low_80_ytd_cny > low_50_ytd_cny or high_80_ytd_cny < high_50_ytd_cny
    or low_95_ytd_cny > low_80_ytd_cny or high_95_ytd_cny < high_80_ytd_cny;
