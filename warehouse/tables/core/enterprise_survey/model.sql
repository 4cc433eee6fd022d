-- One row per enterprise and year: the newest answer, and what of the money that it wants came after that year.
with money as (
    select enterprise_id, year(financing_date) as money_year, 'round' as channel, financing_kind, amount_cny, is_synthetic
    from core.financing_round
    union all by name
    select enterprise_id, year(payment_date) as money_year, 'direct_equity' as channel, paid_cny as amount_cny, is_synthetic
    from core.direct_equity
    where enterprise_id is not null
    union all by name
    select enterprise_id, year(investment_date) as money_year, 'fund' as channel, amount_cny, is_synthetic
    from core.fund_investment
    where enterprise_id is not null
    union all by name
    -- New loans run from January: the newest quarter of a bank and year has those of the year.
    select enterprise_id, left(report_quarter, 4)::integer as money_year, 'credit' as channel, new_loans_ytd_cny as amount_cny,
        is_synthetic
    from core.bank_credit
    where new_loans_ytd_cny is not null
    qualify row_number() over (
        partition by bank_name, enterprise_id, left(report_quarter, 4) order by report_quarter desc, bank_credit_id desc
    ) = 1
),
answer as (
    select
        identity.enterprise_id || '-' || staged.report_year as enterprise_survey_id,
        identity.enterprise_id,
        staged.report_year as year,
        staged.patent_count,
        staged.standard_count,
        staged.rd_staff_count,
        staged.material_purchase as material_purchase_cny,
        staged.local_purchase as local_purchase_cny,
        staged.planned_investment as planned_investment_cny,
        staged.wanted_financing as wanted_financing_cny,
        staged.financing_way,
        staged.matter,
        submission.is_synthetic,
        staged.is_flagged,
        submission.submission_id,
        staged.source_sheet,
        staged.source_row
    from stage.enterprise_survey as staged
    join core.submission using (submission_number)
    join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
    qualify row_number() over (
        partition by identity.enterprise_id, staged.report_year
        order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
    ) = 1
),
since as (
    select
        answer.enterprise_survey_id,
        sum(money.amount_cny) filter (money.channel = 'round') as raised,
        sum(money.amount_cny) filter (money.channel = 'direct_equity') as direct_equity,
        sum(money.amount_cny) filter (money.channel = 'fund') as fund,
        sum(money.amount_cny) filter (money.channel = 'credit') as credit,
        sum(money.amount_cny) filter (money.channel = 'round' and money.financing_kind = 'bond') as bond
    from answer
    join money
        on money.enterprise_id = answer.enterprise_id
        and money.is_synthetic = answer.is_synthetic
        and money.money_year > answer.year::integer
    group by all
),
-- The way of financing that a register tells of, and its newest year.
told as (
    select
        is_synthetic,
        case
            when channel in ('direct_equity', 'fund') then 'equity'
            when channel = 'credit' then 'loan'
            when financing_kind = 'bond' then 'bond'
        end as financing_way,
        max(money_year) as newest_year
    from money
    group by all
)
select
    answer.*,
    coalesce(since.raised, 0) as raised_since_cny,
    coalesce(since.direct_equity, 0) as direct_equity_since_cny,
    coalesce(since.fund, 0) as fund_since_cny,
    coalesce(since.credit, 0) as credit_since_cny,
    -- A round of equity may be the money of a fund or of the provincial company: it does not count twice.
    case
        when answer.financing_way = 'none' then 0
        when told.newest_year > answer.year::integer
            then case answer.financing_way
                when 'equity' then coalesce(since.direct_equity, 0) + coalesce(since.fund, 0)
                when 'loan' then coalesce(since.credit, 0)
                when 'bond' then coalesce(since.bond, 0)
            end
    end as met_cny,
    if(met_cny is null, 'not_reported', null) as met_reason
from answer
left join since using (enterprise_survey_id)
left join told using (is_synthetic, financing_way)
order by answer.enterprise_survey_id
