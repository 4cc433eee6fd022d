-- One row per enterprise, year and product: the newest return.
select
    concat_ws('.', identity.enterprise_id, share.report_year, share.product_code) as enterprise_sei_share_id,
    identity.enterprise_id,
    share.report_year as year,
    share.product_code,
    share.product_name as product_name_zh,
    share.sei_code,
    share.product_output as product_output_cny,
    share.sei_share,
    share.source_note,
    submission.is_synthetic,
    share.is_flagged,
    submission.submission_id,
    share.source_sheet,
    share.source_row
from stage.sei_product_share as share
join core.submission using (submission_number)
join core.enterprise_identity as identity on identity.identifier_code = share.credit_code
qualify row_number() over (
    partition by identity.enterprise_id, share.report_year, share.product_code
    order by
        submission.submission_number desc,
        identity.identifier_kind = 'credit_code' and identity.valid_to is null desc,
        share.source_row
) = 1
order by enterprise_sei_share_id
