-- check: every_parent_is_one_level_up_in_the_same_version (block)
select industry_class.standard_version, industry_class.class_code, industry_class.parent_code
from core.industry_class
anti join core.industry_class as parent
    on industry_class.standard_version = parent.standard_version
    and industry_class.parent_code = parent.class_code
    and parent.level = case industry_class.level
        when 'division' then 'section'
        when 'group' then 'division'
        when 'class' then 'group'
    end
where industry_class.level <> 'section';

-- check: only_a_section_has_no_parent (block)
select standard_version, class_code, level, parent_code
from core.industry_class
where (level = 'section') <> (parent_code is null);

-- check: codes_have_the_form_of_their_level (block)
select standard_version, class_code, level, parent_code
from core.industry_class
where (case level
    when 'section' then regexp_full_match(class_code, '[A-T]')
    when 'division' then regexp_full_match(class_code, '[0-9]{2}')
    when 'group' then regexp_full_match(class_code, '[0-9]{3}') and starts_with(class_code, parent_code)
    when 'class' then regexp_full_match(class_code, '[0-9]{4}') and starts_with(class_code, parent_code)
    else false
end) is not true;

-- check: every_level_above_class_has_something_below_it (block)
select industry_class.standard_version, industry_class.class_code, industry_class.level
from core.industry_class
anti join core.industry_class as child
    on industry_class.standard_version = child.standard_version
    and industry_class.class_code = child.parent_code
where industry_class.level <> 'class';

-- check: only_groups_are_created (block)
select standard_version, class_code, level
from core.industry_class
where is_created and level <> 'group';

-- check: a_version_is_valid_for_one_time (block)
select standard_version, count(distinct (valid_from, valid_to)) as times
from core.industry_class
group by standard_version
having count(distinct (valid_from, valid_to)) <> 1;
