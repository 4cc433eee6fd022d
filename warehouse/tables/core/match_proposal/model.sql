-- One row per cell with a code that means no enterprise, and enterprise that its row may be about.
with written_name as (
    select
        enterprise_id, is_current,
        regexp_replace(translate(name_zh, '（）', '()'), '[\s\x{3000}]+', '', 'g') as name_key
    from core.enterprise_name
),
waiting as (
    select
        reporter.*,
        submission.submission_id,
        regexp_replace(translate(reporter.name, '（）', '()'), '[\s\x{3000}]+', '', 'g') as name_key
    from stage.reporter
    join core.submission using (submission_number)
    anti join core.enterprise_identity on enterprise_identity.identifier_code = reporter.credit_code
    where reporter.name is not null
),
alike as (
    select
        waiting.*,
        enterprise_identity.enterprise_id,
        'organisation_code' as reason
    from waiting
    join core.enterprise_identity
        on enterprise_identity.identifier_kind = 'organisation_code'
        and length(waiting.credit_code) = 18
        and enterprise_identity.identifier_code = substr(waiting.credit_code, 9, 9)
    union all by name
    select
        waiting.*,
        enterprise.enterprise_id,
        case
            when waiting.region_code is null then if(written_name.is_current, 'name', 'former_name')
            when waiting.region_code not in (enterprise.region_code, enterprise.registration_region_code)
                then 'name_in_other_region'
            else if(written_name.is_current, 'name_and_region', 'former_name_and_region')
        end as reason
    from waiting
    join written_name using (name_key)
    join core.enterprise on enterprise.enterprise_id = written_name.enterprise_id
),
scored as (
    select
        alike.*,
        case reason
            when 'organisation_code' then 0.95
            when 'name_and_region' then 0.9
            when 'former_name_and_region' then 0.8
            when 'name' then 0.7
            when 'former_name' then 0.6
            else 0.4
        end as full_score
    from alike
),
best as (
    select *
    from scored
    qualify row_number() over (
        partition by submission_number, source_sheet, source_row, source_column, enterprise_id
        order by full_score desc
    ) = 1
)
select
    concat_ws('-', best.submission_id, best.source_sheet, source_column || best.source_row, enterprise_id)
        as match_proposal_id,
    enterprise_id,
    reason,
    (full_score / count(*) over one_cell)::decimal(18, 6) as score,
    count(*) over one_cell::integer as candidate_count,
    code_received,
    name as name_received,
    region_code,
    best.submission_id,
    best.source_sheet,
    source_column || best.source_row as source_cell,
    concat_ws('/', best.submission_id, best.source_sheet, source_column || best.source_row) as held_cell_id,
    coalesce(held_cell.state, 'open') as state,
    held_cell.decision_id
from best
left join core.held_cell
    on held_cell.held_cell_id
        = concat_ws('/', best.submission_id, best.source_sheet, source_column || best.source_row)
window one_cell as (partition by submission_number, best.source_sheet, best.source_row, source_column)
order by submission_number, best.source_sheet, best.source_row, enterprise_id
