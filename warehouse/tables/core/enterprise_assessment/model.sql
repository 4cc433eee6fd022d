-- One row per enterprise and year: the newest return.
select
    identity.enterprise_id || '-' || staged.report_year as enterprise_assessment_id,
    identity.enterprise_id,
    staged.report_year as year,
    staged.industry_grade,
    staged.technology_grade,
    staged.innovation_grade,
    staged.management_grade,
    staged.competitiveness_grade,
    staged.result,
    staged.demonstrating_role = 'yes' as has_demonstrating_role,
    staged.price_effect_note,
    staged.rule_version,
    staged.decision,
    staged.decided_by,
    staged.decision_reason,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.enterprise_assessment as staged
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by identity.enterprise_id, staged.report_year
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by enterprise_assessment_id
