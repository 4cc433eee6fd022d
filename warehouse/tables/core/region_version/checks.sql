-- check: every_parent_is_a_region_in_the_same_time (block)
select region_version.region_code, region_version.valid_from, region_version.parent_region_code
from core.region_version
anti join core.region_version as parent
    on region_version.parent_region_code = parent.region_code
    and parent.valid_from <= coalesce(region_version.valid_to, date '9999-12-31')
    and coalesce(parent.valid_to, date '9999-12-31') >= region_version.valid_from
where region_version.parent_region_code is not null;

-- check: every_successor_begins_the_day_after (block)
select region_version.region_code, region_version.valid_to, region_version.successor_region_code
from core.region_version
anti join core.region_version as successor
    on region_version.successor_region_code = successor.region_code
    and successor.valid_from = region_version.valid_to + 1
where region_version.successor_region_code is not null;

-- check: exactly_the_ended_meanings_have_a_successor (block)
select region_code, valid_from, valid_to, successor_region_code
from core.region_version
where (valid_to is null) <> (successor_region_code is null);

-- check: a_code_means_one_thing_at_a_time (block)
select earlier.region_code, earlier.valid_from, later.valid_from as next_from
from core.region_version as earlier
join core.region_version as later
    on earlier.region_code = later.region_code
    and earlier.valid_from < later.valid_from
    and coalesce(earlier.valid_to, date '9999-12-31') >= later.valid_from;

-- check: a_meaning_does_not_end_before_it_begins (block)
select region_code, valid_from, valid_to
from core.region_version
where valid_to < valid_from;

-- check: codes_have_the_form_of_their_level (block)
select region_code, level, parent_region_code
from core.region_version
where (case level
    when 'country' then region_code = '100000'
    when 'province' then regexp_full_match(region_code, '[1-9][0-9]0000')
    when 'prefecture' then regexp_full_match(region_code, '[0-9]{4}00') and right(region_code, 4) <> '0000'
    when 'county' then regexp_full_match(region_code, '[0-9]{6}') and left(region_code, 4) || '00' = parent_region_code
    when 'reporting_area' then not is_additive and regexp_full_match(region_code, '[0-9]{6}(-[A-Z]+)?')
    else false
end) is not true;
