-- A band is of so many whole days after the due day.
select nowcast_id from mart.nowcast
where missing_count > 0 and $earlier::timestamp::date <> $later::timestamp::date
