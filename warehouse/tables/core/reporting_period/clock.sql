-- Opened on the first day after it, in China: months, quarters and years all end with a month.
select 1
where date_trunc('month', $earlier::timestamp + interval 8 hour)
    <> date_trunc('month', $later::timestamp + interval 8 hour)
