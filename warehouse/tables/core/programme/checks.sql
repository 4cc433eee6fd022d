-- check: exactly_one_revision_is_in_force (block)
select count(*) as in_force
from core.programme
where is_in_force
having count(*) <> 1;

-- check: the_newest_revision_is_in_force (block)
select revision_id
from core.programme
where is_in_force <> (revision_number = (select max(revision_number) from core.programme));
