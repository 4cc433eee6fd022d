-- check: every_growth_has_a_rate_or_says_why_not (block)
select growth_id
from mart.growth
where (nominal_rate is null) <> (nominal_reason is not null)
    or (same_base_rate is null) <> (same_base_reason is not null)
    or (constant_price_rate is null) <> (constant_price_reason is not null);

-- check: no_more_firms_report_than_there_are (block)
select growth_id
from mart.growth
where reporting_count > enterprise_count or panel_count > reporting_count;

-- check: the_contributions_of_the_firms_add_up_to_the_growth_of_the_province (block)
with part as (
    select
        measure, period_kind, period, sum(contribution_pp) as contribution_pp, count(*) as parts,
        sum(abs(contribution_pp)) as size
    from mart.growth
    -- A member of a chain that is no key enterprise is in no total.
    where subject_kind = 'enterprise'
        and subject_id not in (select enterprise_id from core.enterprise where enterprise_kind <> 'backbone')
    group by all
    having count(*) filter (contribution_pp is null and change_cny is not null) = 0
)
select growth.growth_id, growth.contribution_pp, part.contribution_pp
from mart.growth
join part using (measure, period_kind, period)
-- Six digits are stored, and a quotient has fifteen.
where subject_kind = 'province'
    and abs(growth.contribution_pp - part.contribution_pp) > 0.000001 * part.parts + 1e-14 * part.size;

-- check: a_park_has_the_level_that_its_months_have (warn)
select growth.growth_id, value_cny, if(measure = 'revenue', revenue_cny, gross_output_cny) as park_month_cny
from mart.growth
join mart.park_month as month using (park_id, period)
where measure in ('revenue', 'gross_output')
    and period_kind = if(right(period, 2) = '02', 'ytd', 'month')
    -- Each firm is rounded to the cent there, the sum here.
    and abs(value_cny - park_month_cny) > 0.01 * member_count;
