-- One row per chain: from the newest submission that names it.
select
    chain_member.chain_code as chain_id,
    first(chain_member.chain_name order by chain_member.source_row) as name_zh,
    first(chain_member.chain_name_en order by chain_member.source_row) as name_en,
    first(industry.industry_id order by chain_member.source_row) as industry_id,
    first(chain_member.responsible_unit order by chain_member.source_row)
        filter (chain_member.responsible_unit is not null) as responsible_unit_name,
    first(department.department_id order by chain_member.source_row)
        filter (chain_member.responsible_unit is not null) as responsible_department_id,
    (first(chain_member.yearly_aim order by chain_member.source_row)
        filter (chain_member.yearly_aim is not null))::decimal(28, 2) as yearly_aim_cny,
    submission.is_synthetic,
    first(chain_member.is_flagged order by chain_member.source_row) as is_flagged,
    submission.submission_id
from stage.chain_member
join core.submission using (submission_number)
left join core.industry on industry.name_zh = chain_member.industry_name
left join core.department on department.name_zh = chain_member.responsible_unit
group by chain_member.chain_code, submission.submission_number, submission.submission_id, submission.is_synthetic
qualify row_number() over (partition by chain_id order by submission.submission_number desc) = 1
order by chain_id
