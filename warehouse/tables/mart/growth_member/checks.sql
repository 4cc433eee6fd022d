-- check: the_contributions_of_the_members_add_up_to_the_growth_of_the_subject (block)
with part as (
    select
        growth_id, sum(contribution_pp) as contribution_pp, count(*) as parts, sum(abs(contribution_pp)) as size
    from mart.growth_member
    where contribution_pp is not null or change_cny is not null
    group by all
    having count(*) filter (contribution_pp is null) = 0
)
select growth_id, part.contribution_pp, growth.same_base_rate
from mart.growth
join part using (growth_id)
-- Six digits are stored, and a quotient has fifteen.
where growth.period_kind = 'ytd'
    and abs(part.contribution_pp - growth.same_base_rate * 100)
    > 0.000001 * part.parts + 0.0001 + 1e-14 * part.size;

-- check: every_firm_in_one_period_only_has_a_cause (block)
select growth_id, enterprise_id, member_state
from mart.growth_member
where member_state in ('entered', 'entered_restated', 'left') and cause is null;
