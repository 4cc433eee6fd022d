-- One row per enterprise and year: the newest answer.
with raised as (
    select enterprise_id, year(financing_date) as raised_year, sum(amount_cny) as amount_cny
    from core.financing_round
    group by all
)
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
    coalesce((
        select sum(raised.amount_cny)
        from raised
        where raised.enterprise_id = identity.enterprise_id and raised.raised_year > staged.report_year::integer
    ), 0) as raised_since_cny,
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
order by enterprise_survey_id
