-- check: a_chain_is_large_by_its_full_year_alone (block)
select chain_year_id, revenue_cny, ten_billion_gap_cny
from mart.chain_year
where is_ten_billion <> coalesce(ten_billion_gap_cny = 0, false);

-- check: a_year_has_an_expected_year_or_says_why_not (block)
select chain_year_id
from mart.chain_year
where (expected_year is null) <> (reason is not null);

-- check: the_chains_together_count_no_more_than_their_members_have (block)
with counted as (
    select year, is_synthetic, sum(revenue_cny) as revenue_cny
    from mart.chain_year
    group by all
),
reported as (
    select left(period, 4) as year, is_synthetic, sum(revenue_ytd_cny) as revenue_cny
    from mart.enterprise_month
    where right(period, 2) = '12'
    group by all
)
select counted.year, counted.revenue_cny, reported.revenue_cny
from counted
join reported using (year, is_synthetic)
-- Each chain is rounded to the cent.
where counted.revenue_cny > reported.revenue_cny + 10;
