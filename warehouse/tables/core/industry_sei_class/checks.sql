-- check: every_class_row_has_an_industry (block)
select industry_id
from core.industry_sei_class
anti join core.industry using (industry_id);

-- check: every_industry_says_how_it_lies_to_the_classes (block)
select industry.industry_id
from core.industry
anti join core.industry_sei_class using (industry_id);

-- check: every_named_class_exists (block)
select industry_sei_class.industry_id, industry_sei_class.sei_code
from core.industry_sei_class
anti join core.sei_class using (sei_code)
where industry_sei_class.sei_code is not null;

-- check: only_the_relation_none_goes_without_a_class (block)
select industry_id, sei_code, relation
from core.industry_sei_class
where (relation = 'none') <> (sei_code is null);

-- check: the_relation_none_stands_alone (block)
select industry_id
from core.industry_sei_class
group by industry_id
having count(*) > 1 and bool_or(relation = 'none');
