-- One row per enterprise, round and date: the newest file.
select
    concat_ws('-', identity.enterprise_id, staged.round, staged.financing_date) as financing_round_id,
    identity.enterprise_id,
    staged.round,
    staged.financing_date,
    staged.amount as amount_cny,
    staged.investor_kind,
    staged.financing_kind,
    submission.is_synthetic,
    staged.is_flagged,
    submission.submission_id,
    staged.source_sheet,
    staged.source_row
from stage.financing_round as staged
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
qualify row_number() over (
    partition by identity.enterprise_id, staged.round, staged.financing_date
    order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
) = 1
order by financing_round_id
