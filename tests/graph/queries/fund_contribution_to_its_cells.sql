with "fund_contribution" as materialized (
    select
        "paid_in_cny",
        "source_sheet",
        "source_row",
        "sheet_id",
        "submission_id",
        row_number() over () as "position"
    from (
        select
            "paid_in_cny",
            "source_sheet",
            "source_row",
            "sheet_id",
            "submission_id",
            "contribution_date",
            "fund_contribution_id"
        from "core"."fund_contribution"
        where "fund_id" = ?
        order by "contribution_date", "fund_contribution_id"
        limit ?
    )
),
"fund_contribution_sheet_columns" as materialized (
    select
        "source_column",
        "heading",
        "unit_received",
        "is_unit_assumed",
        "factor",
        "form_version",
        "form_column_id",
        "sheet_id" as "parent_key",
        row_number() over (partition by "sheet_id" order by "submission_id", "source_sheet", "ordinal", "sheet_column_id") as "position"
    from "core"."sheet_column"
    where "sheet_id" in (select "sheet_id" from "fund_contribution")
        and "column_name" in (?)
    qualify "position" <= ?
),
"fund_contribution_sheet_columns_rules" as materialized (
    select
        "rule",
        "severity",
        "form_column_id" as "parent_key",
        row_number() over (partition by "form_column_id" order by "form_column_id", "ordinal", "form_rule_id") as "position"
    from "core"."form_rule"
    where "form_column_id" in (select "form_column_id" from "fund_contribution_sheet_columns")
    qualify "position" <= ?
),
"fund_contribution_sheet_columns_rules_page" as materialized (
    select
        "fund_contribution_sheet_columns_rules"."parent_key",
        ('[' || string_agg(to_json({
            'rule': "fund_contribution_sheet_columns_rules"."rule",
            'severity': case "fund_contribution_sheet_columns_rules"."severity"
                when 'info' then 'INFO'
                when 'warning' then 'WARNING'
                when 'held' then 'HELD'
                when 'unassigned' then 'UNASSIGNED'
                when 'waiting' then 'WAITING'
                when 'refused' then 'REFUSED'
                else error('severity holds a word that the schema has not: ' || "fund_contribution_sheet_columns_rules"."severity")
            end
        })::varchar, ',' order by "fund_contribution_sheet_columns_rules"."position") || ']')::json as "list_0"
    from "fund_contribution_sheet_columns_rules"
    group by "fund_contribution_sheet_columns_rules"."parent_key"
),
"fund_contribution_sheet_columns_page" as materialized (
    select
        "fund_contribution_sheet_columns"."parent_key",
        ('[' || string_agg(to_json({
            'sourceColumn': "fund_contribution_sheet_columns"."source_column",
            'heading': "fund_contribution_sheet_columns"."heading",
            'unitReceived': "fund_contribution_sheet_columns"."unit_received",
            'isUnitAssumed': "fund_contribution_sheet_columns"."is_unit_assumed",
            'factor': rtrim(rtrim("fund_contribution_sheet_columns"."factor"::varchar, '0'), '.'),
            'formVersion': "fund_contribution_sheet_columns"."form_version",
            'rules': {'nodes': coalesce("fund_contribution_sheet_columns_rules_page".list_0, '[]')}
        })::varchar, ',' order by "fund_contribution_sheet_columns"."position") || ']')::json as "list_0"
    from "fund_contribution_sheet_columns"
    left join "fund_contribution_sheet_columns_rules_page" on "fund_contribution_sheet_columns_rules_page"."parent_key" = "fund_contribution_sheet_columns"."form_column_id"
    group by "fund_contribution_sheet_columns"."parent_key"
),
"fund_contribution_submission" as materialized (
    select
        "file_name",
        "sha256",
        "received_at",
        "submission_id" as "parent_key"
    from "core"."submission"
    where "submission_id" in (select "submission_id" from "fund_contribution")
),
"fund_contribution_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'paidInCny': rtrim(rtrim("fund_contribution"."paid_in_cny"::varchar, '0'), '.'),
            'sourceSheet': "fund_contribution"."source_sheet",
            'sourceRow': "fund_contribution"."source_row",
            'sheetColumns': {'nodes': coalesce("fund_contribution_sheet_columns_page".list_0, '[]')},
            'submission': case when "fund_contribution_submission"."parent_key" is not null then {
                'fileName': "fund_contribution_submission"."file_name",
                'sha256': "fund_contribution_submission"."sha256",
                'receivedAt': replace("fund_contribution_submission"."received_at"::varchar, ' ', 'T') || 'Z'
            } end
        })::varchar, ',' order by "fund_contribution"."position") || ']')::json as "list_0"
    from "fund_contribution"
    left join "fund_contribution_sheet_columns_page" on "fund_contribution_sheet_columns_page"."parent_key" = "fund_contribution"."sheet_id"
    left join "fund_contribution_submission" on "fund_contribution_submission"."parent_key" = "fund_contribution"."submission_id"
)
select to_json({'nodes': coalesce("fund_contribution_page".list_0, '[]')})::varchar as answer
from "fund_contribution_page"
-- values: ('sub_biomedicine', 100, 'paid_in', 100, 100)

with "submission" as materialized (
    select
        "submission_id"
    from "core"."submission"
    where "submission_id" = ?
    limit 1
),
"submission_columns" as materialized (
    select
        "sheet_id",
        "form_column_id",
        "source_column",
        "submission_id" as "parent_key",
        row_number() over (partition by "submission_id" order by "submission_id", "source_sheet", "ordinal", "sheet_column_id") as "position"
    from "core"."sheet_column"
    where "submission_id" in (select "submission_id" from "submission")
    qualify "position" <= ?
),
"submission_columns_page" as materialized (
    select
        "submission_columns"."parent_key",
        ('[' || string_agg(to_json({
            'sheetId': "submission_columns"."sheet_id",
            'formColumnId': "submission_columns"."form_column_id",
            'sourceColumn': "submission_columns"."source_column"
        })::varchar, ',' order by "submission_columns"."position") || ']')::json as "list_1"
    from "submission_columns"
    group by "submission_columns"."parent_key"
),
"submission_columns_total" as materialized (
    select "submission_id" as "parent_key", count(*) as total
    from "core"."sheet_column"
    where "submission_id" in (select "submission_id" from "submission")
    group by all
)
select to_json({
    'columns': {
        'totalCount': coalesce("submission_columns_total".total, 0),
        'nodes': coalesce("submission_columns_page".list_1, '[]')
    }
})::varchar as answer
from "submission"
left join "submission_columns_page" on "submission_columns_page"."parent_key" = "submission"."submission_id"
left join "submission_columns_total" on "submission_columns_total"."parent_key" = "submission"."submission_id"
-- values: ('S000001', 100)
