-- One row per finding and cell of it. Values are compared as they are in force.
with in_force as (
    select
        observation.rowid as place,
        indicator_id,
        subject_id,
        product_code,
        period,
        period_kind,
        vintage_id,
        value,
        may_be_negative,
        quantity_kind
    from core.observation
    join core.value_in_force on value_in_force.place = observation.rowid
    join core.indicator using (indicator_id)
    where value is not null
),

month as (
    select * from in_force where quantity_kind = 'flow' and period_kind = 'month'
),

year_to_date as (
    select
        *,
        left(period, 5) || lpad((right(period, 2)::integer - 1)::varchar, 2, '0') as prior_period
    from in_force
    where quantity_kind = 'flow' and period_kind = 'ytd' and regexp_full_match(period, '\d{4}-\d{2}')
),

-- Around a merger the two years to date are of different firms together.
around_merger as (
    select distinct
        unnest([enterprise_id, other_enterprise_id]) as subject_id,
        strftime(change_date + to_months(month.later), '%Y-%m') as period
    from core.enterprise_change
    cross join (values (0), (1)) as month(later)
    where change_kind = 'merger'
),

-- Each year to date with its month and the year to date before it.
so_far as (
    select
        year_to_date.place,
        year_to_date.value,
        year_to_date.may_be_negative,
        month.place as month_place,
        month.value as month_value,
        if(around_merger.period is null, prior.place, null) as prior_place,
        prior.value as prior_value
    from year_to_date
    left join month using (subject_id, indicator_id, product_code, period, vintage_id)
    left join year_to_date as prior
        on prior.subject_id = year_to_date.subject_id
        and prior.indicator_id = year_to_date.indicator_id
        and prior.product_code = year_to_date.product_code
        and prior.period = year_to_date.prior_period
        and prior.vintage_id = year_to_date.vintage_id
    left join around_merger
        on around_merger.subject_id = year_to_date.subject_id
        and around_merger.period = year_to_date.period
    where month.place is not null or prior.place is not null
),

-- What of a subject is added up and compared with another of its indicators.
added_up as (
    select
        rule.rule_id,
        in_force.subject_id,
        in_force.product_code,
        in_force.period,
        in_force.period_kind,
        in_force.vintage_id,
        rule.other_indicator_id,
        sum(in_force.value)::decimal(38, 6) as value,
        list(in_force.place order by in_force.place) as places
    from in_force
    join (
        select *, unnest(string_split(indicator_ids, ',')) as indicator_id
        from core.logic_rule
        where kind = 'indicators'
    ) as rule using (indicator_id)
    group by all
),

-- In whole fen: the sum of products of two values has room for that many places.
worth_of_product as (
    select
        output.subject_id,
        output.period,
        output.period_kind,
        output.vintage_id,
        output.place as output_place,
        price.place as price_place,
        output.value::decimal(38, 6) * price.value::decimal(38, 6) as yuan
    from in_force as output
    left join in_force as price
        on price.indicator_id = 'product_price'
        and price.subject_id = output.subject_id
        and price.product_code = output.product_code
        and price.period = output.period
        and price.period_kind = output.period_kind
        and price.vintage_id = output.vintage_id
    where output.indicator_id = 'product_output'
),

worth as (
    select
        subject_id,
        period,
        period_kind,
        vintage_id,
        least(sum(yuan::decimal(38, 2)), 1e27::decimal(38, 2)) * 0.001 as value,
        count(price_place) = count(*) as is_whole,
        list(output_place order by output_place) filter (price_place is not null)
        || list(price_place order by price_place) filter (price_place is not null) as places
    from worth_of_product
    group by all
    having count(price_place) > 0
),

annual as (
    select
        enterprise_id,
        year,
        sum(product_output_cny) * 0.001 as value,
        list(enterprise_sei_share_id order by enterprise_sei_share_id) as share_ids
    from core.enterprise_sei_share
    where product_output_cny is not null
    group by all
),

found as (
    select
        rule.rule_id,
        in_force.place as anchor,
        [in_force.place] as places,
        []::bigint[] as other_places,
        []::varchar[] as share_ids,
        in_force.value::decimal(38, 6) as compared,
        0::decimal(38, 6) as compared_with
    from in_force
    join core.logic_rule as rule on rule.kind = 'below_zero'
    where not in_force.may_be_negative and in_force.value < 0
    union all by name
    select
        rule.rule_id, so_far.month_place as anchor, [so_far.month_place] as places, [so_far.place] as other_places,
        so_far.month_value as compared, so_far.value as compared_with
    from so_far
    join core.logic_rule as rule on rule.kind = 'month_and_ytd'
    where not may_be_negative
        and month_value > greatest(value, 0)::decimal(28, 6) * rule.maximum
    union all by name
    select
        rule.rule_id, so_far.place as anchor, [so_far.prior_place] as places, [so_far.place] as other_places,
        so_far.prior_value as compared, so_far.value as compared_with
    from so_far
    join core.logic_rule as rule on rule.kind = 'ytd_and_prior_ytd'
    where not may_be_negative
        and prior_place is not null
        and prior_value > greatest(value, 0)::decimal(28, 6) * rule.maximum
    union all by name
    select
        rule.rule_id, so_far.place as anchor, [so_far.place] as places,
        [so_far.prior_place, so_far.month_place] as other_places,
        so_far.value as compared, so_far.prior_value::decimal(38, 6) + so_far.month_value as compared_with
    from so_far
    join core.logic_rule as rule on rule.kind = 'ytd_and_sum'
    where prior_place is not null
        and month_place is not null
        and abs(value::decimal(28, 6) - prior_value - month_value)
        > (abs(prior_value)::decimal(28, 6) + abs(month_value)) * (rule.maximum - 1)
    union all by name
    select
        rule.rule_id, if(len(added_up.places) = 1, added_up.places[1], other.place) as anchor, added_up.places,
        [other.place] as other_places, added_up.value as compared, other.value as compared_with
    from added_up
    join core.logic_rule as rule using (rule_id)
    join in_force as other
        on other.indicator_id = added_up.other_indicator_id
        and other.subject_id = added_up.subject_id
        and other.product_code = added_up.product_code
        and other.period = added_up.period
        and other.period_kind = added_up.period_kind
        and other.vintage_id = added_up.vintage_id
    where added_up.value > greatest(other.value, 0)::decimal(28, 6) * rule.maximum
        or added_up.value < other.value::decimal(28, 6) * rule.minimum
    union all by name
    select
        rule.rule_id, other.place as anchor, worth.places, [other.place] as other_places,
        worth.value as compared, other.value as compared_with
    from worth
    join core.logic_rule as rule on rule.kind = 'product_worth'
    join in_force as other
        on other.indicator_id = rule.other_indicator_id
        and other.subject_id = worth.subject_id
        and other.period = worth.period
        and other.period_kind = worth.period_kind
        and other.vintage_id = worth.vintage_id
    where worth.value > greatest(other.value, 0)::decimal(28, 6) * rule.maximum
        or worth.is_whole and worth.value < other.value::decimal(28, 6) * rule.minimum
    union all by name
    select
        rule.rule_id, whole_year.place as anchor, [whole_year.place] as places, [december.place] as other_places,
        whole_year.value as compared, december.value as compared_with
    from in_force as whole_year
    join core.logic_rule as rule on rule.kind = 'year_and_ytd'
    join year_to_date as december
        on december.subject_id = whole_year.subject_id
        and december.indicator_id = whole_year.indicator_id
        and december.product_code = whole_year.product_code
        and december.period = whole_year.period || '-12'
        and december.vintage_id = whole_year.vintage_id
    where whole_year.period_kind = 'year'
        and whole_year.quantity_kind = 'flow'
        and (
            whole_year.value > december.value::decimal(28, 6) * rule.maximum
            or whole_year.value < december.value::decimal(28, 6) * rule.minimum
        )
    union all by name
    select
        rule.rule_id, december.place as anchor, [december.place] as other_places, annual.share_ids,
        annual.value as compared, december.value as compared_with
    from annual
    join core.logic_rule as rule on rule.kind = 'annual_form'
    join year_to_date as december
        on december.indicator_id = rule.other_indicator_id
        and december.subject_id = annual.enterprise_id
        and december.period = annual.year || '-12'
    where annual.value > greatest(december.value, 0)::decimal(28, 6) * rule.maximum
),

named as (
    select *, rule_id || '/' || anchored.observation_id as logic_finding_id
    from found
    join (select rowid as anchor, observation_id from core.observation) as anchored using (anchor)
),

cell as (
    select logic_finding_id, rule_id, compared, compared_with, anchor, 'compared' as side, unnest(places) as place
    from named
    union all
    select logic_finding_id, rule_id, compared, compared_with, anchor, 'compared_with', unnest(other_places)
    from named
)

select
    cell.logic_finding_id || '/' || observation.observation_id as logic_cell_id,
    cell.logic_finding_id,
    cell.side,
    cell.rule_id,
    cell.compared::decimal(38, 12) as compared,
    cell.compared_with::decimal(38, 12) as compared_with,
    cell.place = cell.anchor as is_anchor,
    observation.observation_id,
    null as enterprise_sei_share_id,
    observation.indicator_id,
    split_part(observation.form_column_id, '.', 2) as column_name,
    observation.period,
    observation.value,
    observation.submission_id,
    observation.source_sheet,
    observation.source_cell
from cell
join core.observation on observation.rowid = cell.place
union all
select
    share.logic_finding_id || '/' || share.share_id,
    share.logic_finding_id,
    'compared',
    share.rule_id,
    share.compared::decimal(38, 12),
    share.compared_with::decimal(38, 12),
    false,
    null,
    share.share_id,
    null,
    'product_output',
    row_of_share.year,
    try_cast(row_of_share.product_output_cny * 0.001 as decimal(18, 6)),
    row_of_share.submission_id,
    row_of_share.source_sheet,
    sheet_column.source_column || row_of_share.source_row
from (
    select logic_finding_id, rule_id, compared, compared_with, unnest(share_ids) as share_id
    from named
) as share
join core.enterprise_sei_share as row_of_share on row_of_share.enterprise_sei_share_id = share.share_id
left join core.sheet_column
    on sheet_column.sheet_id = row_of_share.sheet_id
    and sheet_column.column_name = 'product_output'
order by logic_cell_id
