-- Evidence is stale from its day on, in China.
select stale_from_date from mart.chain_gap_all
where stale_from_date > ($earlier::timestamp + interval 8 hour)::date
    and stale_from_date <= ($later::timestamp + interval 8 hour)::date
