-- check: every_target_has_a_document (block)
select target.target_id, target.document_id
from core.target
anti join core.document using (document_id);

-- check: every_baseline_has_a_document (block)
select target.target_id, target.baseline_document_id
from core.target
anti join core.document on target.baseline_document_id = document.document_id
where target.baseline_document_id is not null;

-- check: every_target_has_an_indicator (block)
select target.target_id, target.indicator_id
from core.target
anti join core.indicator using (indicator_id);

-- check: every_target_has_a_region (block)
select target.target_id, target.region_code
from core.target
anti join core.region using (region_code);

-- check: every_earlier_target_exists (block)
select target.target_id, target.earlier_target_id
from core.target
anti join core.target as earlier on target.earlier_target_id = earlier.target_id
where target.earlier_target_id is not null;

-- check: a_target_has_a_value_exactly_where_it_is_quantified (block)
select target_id, is_quantified, value_low
from core.target
where is_quantified <> (value_low is not null);

-- check: a_range_has_two_ends_in_order (block)
select target_id, value_low, value_high
from core.target
where (target_type = 'range' and is_quantified and value_high is null) or value_low >= value_high;

-- check: a_target_begins_before_its_deadline (block)
select target_id, start_date, deadline_date
from core.target
where start_date >= deadline_date;

-- check: a_share_target_names_its_denominator (block)
select target_id, unit
from core.target
where target_type in ('level', 'change_pp') and unit in ('percent', 'point_pp') and denominator_indicator_id is null;

-- check: a_percentage_lies_between_0_and_100 (block)
select target_id, value_low, value_high
from core.target
where unit = 'percent' and target_type = 'level' and (value_low not between 0 and 100 or value_high > 100);
