-- check: one_version_of_a_light_rule_begins_on_a_day (block)
select light_rule_id, valid_from
from core.light_rule
group by all
having count(*) > 1;

-- check: red_lies_beyond_yellow (block)
select light_rule_version_id, yellow_bound, red_bound
from core.light_rule
where case progress_measure
    when 'shortfall_pp' then red_bound <= yellow_bound
    else red_bound >= yellow_bound
end;
