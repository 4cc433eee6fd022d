-- One row per project: the newest file that has it.
select
    staged.technology_code as technology_project_id,
    staged.title_zh,
    staged.technology_kind,
    industry.industry_id,
    identity.enterprise_id,
    staged.technology_stage,
    staged.total_investment as total_investment_cny,
    staged.public_money as public_money_cny,
    staged.technology_result,
    staged.patent_count,
    staged.started_date,
    staged.completed_date,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.technology_project as staged
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
left join core.industry on industry.name_zh = staged.industry_name
qualify row_number() over (
    partition by staged.technology_code
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by technology_project_id
