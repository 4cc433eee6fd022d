-- A month has a row when it is over, in China.
select 1
where date_trunc('month', $earlier::timestamp + interval 8 hour)
    <> date_trunc('month', $later::timestamp + interval 8 hour)
