-- check: every_light_is_marked_as_its_project_is (block)
select light.project_id, light.period
from mart.project_light as light
anti join core.project using (project_id, is_synthetic);

-- check: a_light_is_missing_exactly_where_the_reason_says_why (block)
select project_id, period, light, reason
from mart.project_light
where (light is null) <> (reason in ('no_report', 'no_plan', 'no_planned_start'));

-- check: no_light_is_better_than_what_it_is_made_of (block)
select project_id, period, light, progress_light, start_light
from mart.project_light
where list_position(['green', 'yellow', 'red'], light)
    <> greatest(
        list_position(['green', 'yellow', 'red'], progress_light),
        list_position(['green', 'yellow', 'red'], start_light)
    );

-- check: the_light_of_progress_follows_from_the_row_and_the_bounds_of_its_rule (block)
select told.project_id, told.period, told.light_rule_id
from mart.project_light as told
left join core.light_rule as rule using (light_rule_version_id)
where told.progress_light is distinct from case
    when told.actual_share is null then null
    when rule.progress_measure = 'schedule_ratio' then case
        when told.schedule_ratio < rule.red_bound then 'red'
        when told.schedule_ratio = rule.red_bound and rule.is_red_at_bound then 'red'
        when told.schedule_ratio < rule.yellow_bound then 'yellow'
        when told.schedule_ratio = rule.yellow_bound and rule.is_yellow_at_bound then 'yellow'
        else 'green'
    end
    when told.shortfall_pp > rule.red_bound then 'red'
    when told.shortfall_pp = rule.red_bound and rule.is_red_at_bound then 'red'
    when told.shortfall_pp > rule.yellow_bound then 'yellow'
    when told.shortfall_pp = rule.yellow_bound and rule.is_yellow_at_bound then 'yellow'
    else 'green'
end;

-- check: one_light_of_a_project_and_rule_is_the_newest (block)
select project_id, light_rule_id
from mart.project_light
group by all
having count(*) filter (where is_newest) <> (count(light) > 0)::integer;
