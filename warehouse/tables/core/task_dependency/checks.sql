-- check: every_dependency_joins_two_tasks (block)
select task_dependency.task_id, task_dependency.needed_task_id
from core.task_dependency
left join core.task as waiting on waiting.task_id = task_dependency.task_id
left join core.task as needed on needed.task_id = task_dependency.needed_task_id
where waiting.task_id is null or needed.task_id is null;

-- check: no_task_is_due_before_the_one_that_it_needs (block)
select waiting.task_id, waiting.due_date, needed.task_id as needed_task_id, needed.due_date as needed_due_date
from core.task_dependency
inner join core.task as waiting on waiting.task_id = task_dependency.task_id
inner join core.task as needed on needed.task_id = task_dependency.needed_task_id
where waiting.due_date < needed.due_date;

-- check: no_task_needs_itself (block)
with recursive
    needs as (
        select task_id, needed_task_id from core.task_dependency
        union
        select needs.task_id, further.needed_task_id
        from needs
        inner join core.task_dependency as further on further.task_id = needs.needed_task_id
    )
select task_id
from needs
where task_id = needed_task_id;
