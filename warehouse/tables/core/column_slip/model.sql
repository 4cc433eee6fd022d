-- One row per column of a sheet whose values are off the firms' own history by one factor.
with rule as (
    select * from core.plausibility_rule where kind = 'delivery'
),

nearest as (
    select min(factor) as factor, max(tolerance) as tolerance, min(least_share) as least_share from rule
),

-- Values of one and of many months are compared per month: 27720 is a multiple of every number of months.
reported as (
    select
        submission_id, submission_number, source_sheet, source_cell, form_column_id,
        indicator_id, subject_id, product_code, period, period_kind, period_end_date, unit_stored,
        abs(value)::decimal(38, 6) * (27720 // months_covered)::integer as comparable,
        indicator_id in (select indicator_id from rule where least_count is not null) as is_counted
    from core.observation
    where subject_kind = 'enterprise' and value <> 0
),

-- A unit error is far from the other values of its firm: firms without such a distance have none.
series as (
    select
        indicator_id, subject_id, product_code, period_kind,
        max(comparable) * any_value(tolerance) >= min(comparable) * any_value(factor) as is_wide
    from reported
    cross join nearest
    where is_counted
    group by indicator_id, subject_id, product_code, period_kind
    having count(*) > 1
),

-- Most files have nothing to be looked at: too few of their values are of firms with values that far apart.
doubtful_sheet as (
    select distinct submission_id, source_sheet
    from (
        select submission_id, source_sheet, count(*) as value_count, count_if(is_wide) as wide_count
        from reported
        join series using (indicator_id, subject_id, product_code, period_kind)
        group by grouping sets ((submission_id, source_sheet, indicator_id), (submission_id, source_sheet, unit_stored))
    )
    cross join nearest
    where wide_count >= value_count * least_share
),

doubtful_series as (
    select distinct indicator_id, subject_id, product_code, period_kind
    from reported
    semi join doubtful_sheet using (submission_id, source_sheet)
    where is_counted
),

released_column as (
    select held_cell_id from core.decision where is_in_force and decision_kind = 'released'
),

with_history as (
    select
        reported.*,
        quantile_disc(comparable, 0.5) over earlier as median,
        list(comparable) over earlier as history,
        first_value(comparable) over earlier_ever as first_ever,
        arg_max(comparable, submission_number) filter (where released_column.held_cell_id is not null)
            over earlier_ever as released
    from reported
    semi join doubtful_series using (indicator_id, subject_id, product_code, period_kind)
    left join released_column
        on released_column.held_cell_id
            = concat_ws('/', submission_id, source_sheet, regexp_extract(source_cell, '^[A-Z]+'))
    window
        earlier as (
            partition by indicator_id, subject_id, product_code, period_kind
            order by submission_number, period_end_date
            rows between 12 preceding and 1 preceding
        ),
        earlier_ever as (
            partition by indicator_id, subject_id, product_code, period_kind
            order by submission_number, period_end_date
            rows between unbounded preceding and 1 preceding
        )
),

-- Where the earlier values are two levels that are a slip apart, the first that ever came is the usual one.
with_usual as (
    select
        with_history.*,
        coalesce(
            released,
            if(list_max(history) * tolerance >= list_min(history) * factor, first_ever, median)
        ) as usual
    from with_history
    cross join nearest
    semi join doubtful_sheet using (submission_id, source_sheet)
),

-- Earlier values that are neither near the usual one nor near this one, more than a quarter of them, are of a firm that
-- jumps anyway.
judged as (
    select with_usual.*
    from with_usual
    join (
        select indicator_id, min(spread) as spread, max(least_history) as least_history from rule group by all
    ) as asked using (indicator_id)
    where usual is not null
        and len(
            list_filter(history, lambda past: past <= usual * asked.spread and past * asked.spread >= usual)
        ) >= asked.least_history
        and 4 * len(
            list_filter(
                history,
                lambda past: (past > usual * asked.spread or past * asked.spread < usual)
                    and (past > comparable * asked.spread or past * asked.spread < comparable)
            )
        ) <= len(history)
),

compared as (
    select
        judged.*,
        rule.factor,
        case when comparable > usual then 'too_high' when comparable < usual then 'too_low' end as direction
    from judged
    left join rule
        on rule.indicator_id = judged.indicator_id
        and (
            comparable * rule.tolerance >= usual * rule.factor and comparable <= usual * rule.factor * rule.tolerance
            or comparable * rule.factor * rule.tolerance >= usual and comparable * rule.factor <= usual * rule.tolerance
        )
),

-- What is counted together: a column, the columns of an indicator, the columns of a unit.
pooled as (
    select submission_id, source_sheet, factor, direction, unnest(pools) as pool
    from (
        select
            *,
            [
                'column ' || regexp_extract(source_cell, '^[A-Z]+'),
                'indicator ' || indicator_id,
                'unit ' || if(product_code = '', unit_stored, indicator_id)
            ] as pools
        from compared
    )
),

pool_of_values as (
    select
        submission_id, source_sheet, pool, factor, direction,
        count(*) as off_count,
        sum(count(*)) over (partition by submission_id, source_sheet, pool) as judged_count
    from pooled
    group by submission_id, source_sheet, pool, factor, direction
),

slipped_pool as (
    select pool_of_values.*
    from pool_of_values
    cross join (select min(least_share) as least_share, min(least_count) as least_count from rule) as asked
    where factor is not null
        and judged_count >= asked.least_count
        and off_count >= judged_count * asked.least_share
),

-- Every column of a sheet with such a pool; a column that cannot be compared itself is judged with the others.
column_of_sheet as (
    select
        submission_id,
        source_sheet,
        regexp_extract(source_cell, '^[A-Z]+') as column_letters,
        form_column_id,
        indicator_id,
        period,
        any_value('unit ' || if(product_code = '', unit_stored, indicator_id)) as unit_pool,
        count(*)::integer as value_count,
        min(regexp_extract(source_cell, '[0-9]+$')::integer) as first_row,
        max(regexp_extract(source_cell, '[0-9]+$')::integer) as last_row
    from core.observation
    semi join slipped_pool using (submission_id, source_sheet)
    where value is not null and indicator_id in (select indicator_id from rule)
    group by submission_id, source_sheet, column_letters, form_column_id, indicator_id, period
)

select
    concat_ws('/', column_of_sheet.submission_id, column_of_sheet.source_sheet, column_letters) as held_cell_id,
    column_of_sheet.submission_id,
    column_of_sheet.source_sheet,
    column_letters,
    form_column_id,
    column_of_sheet.indicator_id,
    period,
    rule.rule_id,
    rule.rule_version,
    rule.severity,
    slipped_pool.factor,
    slipped_pool.direction,
    value_count,
    coalesce(own.judged_count, 0)::integer as judged_count,
    coalesce(own_off.off_count, 0)::integer as off_count,
    first_row,
    last_row
from column_of_sheet
join slipped_pool
    on slipped_pool.submission_id = column_of_sheet.submission_id
    and slipped_pool.source_sheet = column_of_sheet.source_sheet
    and slipped_pool.pool in ('column ' || column_letters, 'indicator ' || column_of_sheet.indicator_id, unit_pool)
join rule on rule.indicator_id = column_of_sheet.indicator_id and rule.factor = slipped_pool.factor
left join (select distinct submission_id, source_sheet, pool, judged_count from pool_of_values) as own
    on own.submission_id = column_of_sheet.submission_id
    and own.source_sheet = column_of_sheet.source_sheet
    and own.pool = 'column ' || column_letters
left join pool_of_values as own_off
    on own_off.submission_id = column_of_sheet.submission_id
    and own_off.source_sheet = column_of_sheet.source_sheet
    and own_off.pool = 'column ' || column_letters
    and own_off.factor = slipped_pool.factor
    and own_off.direction = slipped_pool.direction
where 2 * coalesce(own_off.off_count, 0) >= coalesce(own.judged_count, 0)
qualify row_number() over (
    partition by column_of_sheet.submission_id, column_of_sheet.source_sheet, column_letters
    order by slipped_pool.off_count desc, slipped_pool.factor, slipped_pool.direction
) = 1
order by held_cell_id
