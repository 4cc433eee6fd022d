-- check: every_output_has_one_row (block)
select enterprise_id, product_code, period, count(*) as row_count
from (
    select enterprise_id, product_code, period from mart.growth_product where quantity is not null
    union all
    select subject_id, product_code, period
    from mart.observation
    where indicator_id = 'product_output'
        and subject_kind = 'enterprise'
        and value is not null
        and period_kind = if(right(period, 2) = '02', 'ytd', 'month')
)
group by all
having count(*) <> 2;
