-- check: an_enterprise_counts_once_in_the_province_and_in_no_subject_above_its_whole (block)
select enterprise_id, subject_kind, subject_id, weight
from mart.subject_enterprise
where weight not between 0 and 1
union all
select enterprise_id, 'chain', null, sum(weight)
from mart.subject_enterprise
where subject_kind = 'chain'
group by enterprise_id
having sum(weight) > 1.00001;
