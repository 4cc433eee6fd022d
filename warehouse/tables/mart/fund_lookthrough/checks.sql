-- check: the_parts_of_an_investment_add_up_to_it (block)
select investment.fund_investment_id, investment.amount_cny, sum(part.amount_cny) as parts_cny
from core.fund_investment as investment
left join mart.fund_lookthrough as part using (fund_investment_id)
group by all
having sum(part.amount_cny) is distinct from investment.amount_cny;

-- check: an_open_source_says_why (block)
select fund_lookthrough_id
from mart.fund_lookthrough
where (source_name is null) <> (reason is not null);

-- check: every_investment_has_a_known_source (warn)
select fund_id, reason, sum(amount_cny) as amount_cny
from mart.fund_lookthrough
where source_name is null
group by all;
