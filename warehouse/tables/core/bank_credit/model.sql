-- One row per bank, enterprise and quarter: the newest file.
with newest_file as (
    select
        concat_ws('/', staged.bank_name, identity.enterprise_id, staged.report_quarter) as bank_credit_id,
        staged.bank_name,
        identity.enterprise_id,
        staged.report_quarter,
        staged.credit_line as credit_line_cny,
        staged.loan_balance as loan_balance_cny,
        staged.new_loans_ytd as new_loans_ytd_cny,
        staged.mean_rate,
        submission.is_synthetic,
        staged.is_flagged,
        submission.submission_id,
        staged.source_sheet,
        staged.source_row
    from stage.bank_credit as staged
    join core.submission using (submission_number)
    join core.enterprise_identity as identity on identity.identifier_code = staged.credit_code
    qualify row_number() over (
        partition by staged.bank_name, identity.enterprise_id, staged.report_quarter
        order by staged.submission_number desc, identity.valid_to desc nulls first, staged.source_row
    ) = 1
)
select *, report_quarter = max(report_quarter) over (partition by bank_name, enterprise_id) as is_newest
from newest_file
order by bank_credit_id
