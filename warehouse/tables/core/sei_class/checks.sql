-- check: every_sub_area_belongs_to_an_area (block)
select sei_class.classification_version, sei_class.sei_code, sei_class.parent_code
from core.sei_class
anti join core.sei_class as area
    on sei_class.classification_version = area.classification_version
    and sei_class.parent_code = area.sei_code
    and area.level = 1
where sei_class.level = 2;

-- check: codes_have_the_form_of_their_level (block)
select classification_version, sei_code, level, parent_code
from core.sei_class
where (case level
    when 1 then regexp_full_match(sei_code, '[0-9]') and parent_code is null
    when 2 then regexp_full_match(sei_code, '[0-9]\.[0-9]+') and starts_with(sei_code, parent_code || '.')
    else false
end) is not true;

-- check: every_area_has_sub_areas (block)
select area.classification_version, area.sei_code
from core.sei_class as area
anti join core.sei_class as sub_area
    on area.classification_version = sub_area.classification_version
    and area.sei_code = sub_area.parent_code
where area.level = 1;
