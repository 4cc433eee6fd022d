-- One row per enterprise, investor and day: the newest file that has it.
select
    concat_ws('/', coalesce(identity.enterprise_id, staged.credit_code), staged.investor_name, staged.payment_date)
        as direct_equity_id,
    staged.credit_code,
    identity.enterprise_id,
    staged.name as enterprise_name,
    staged.investor_name,
    staged.decision_date,
    staged.agreed as agreed_cny,
    staged.payment_date,
    staged.paid as paid_cny,
    staged.equity_share,
    staged.exit_date,
    staged.exit_amount as exit_amount_cny,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.direct_equity as staged
join core.submission using (submission_number)
left join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by coalesce(identity.enterprise_id, staged.credit_code), staged.investor_name, staged.payment_date
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by direct_equity_id
