-- check: every_observation_names_the_chain_that_it_passed (block)
select distinct observation.form_column_id, reading.form_id
from core.observation
join stage.reading as reading using (submission_number)
anti join core.form_rule on form_rule.form_column_id = observation.form_column_id
where reading.form_id is not null;

-- check: every_held_cell_broke_a_rule_of_its_chain (warn)
-- A rule that is missing here is a gap of this table and no fault of a delivery: told, and nothing waits for it. The
-- columns of somebody else's file have headings of their own, so only the rule is looked for.
select held_cell.held_cell_id, held_cell.rule
from core.held_cell
anti join core.form_rule
    on form_rule.form_id = held_cell.form_id
    and form_rule.rule = held_cell.rule
    and form_rule.column_name in (held_cell.column_name, 'value')
where held_cell.column_name is not null
    and held_cell.rule not in (select rule_id from core.plausibility_rule union all select rule_id from core.logic_rule)
    and held_cell.form_id in (select form_id from core.form_rule);
