with "snapshot" as materialized (
    select
        "snapshot_id",
        "has_synthetic",
        "built_at"
    from "core"."snapshot"
    limit 1
)
select to_json({
    'snapshotId': "snapshot"."snapshot_id",
    'hasSynthetic': "snapshot"."has_synthetic",
    'built': replace("snapshot"."built_at"::varchar, ' ', 'T') || 'Z'
})::varchar as answer
from "snapshot"
-- values: ()

with "submission" as materialized (
    select
        "submission_id",
        "status",
        row_number() over () as "position"
    from (
        select
            "submission_id",
            "status"
        from "core"."submission"
        order by "submission_id"
        limit ?
    )
),
"submission_findings" as materialized (
    select
        "severity",
        "rule",
        "text",
        "submission_id",
        "submission_id" as "parent_key",
        row_number() over (partition by "submission_id" order by "finding_id") as "position"
    from "core"."finding"
    where "submission_id" in (select "submission_id" from "submission")
    qualify "position" <= ?
),
"submission_findings_submission" as materialized (
    select
        "status",
        "submission_id" as "parent_key"
    from "core"."submission"
    where "submission_id" in (select "submission_id" from "submission_findings")
),
"submission_findings_page" as materialized (
    select
        "submission_findings"."parent_key",
        ('[' || string_agg(to_json({
            'severity': case "submission_findings"."severity"
                when 'info' then 'INFO'
                when 'warning' then 'WARNING'
                when 'held' then 'HELD'
                when 'unassigned' then 'UNASSIGNED'
                when 'waiting' then 'WAITING'
                when 'refused' then 'REFUSED'
                else error('severity holds a word that the schema has not: ' || "submission_findings"."severity")
            end,
            'rule': "submission_findings"."rule",
            'text': "submission_findings"."text",
            'submission': case when "submission_findings_submission"."parent_key" is not null then {
                'status': case "submission_findings_submission"."status"
                    when 'accepted' then 'ACCEPTED'
                    when 'held' then 'HELD'
                    when 'waiting' then 'WAITING'
                    when 'refused' then 'REFUSED'
                    else error('status holds a word that the schema has not: ' || "submission_findings_submission"."status")
                end
            } end
        })::varchar, ',' order by "submission_findings"."position") || ']')::json as "list_0"
    from "submission_findings"
    left join "submission_findings_submission" on "submission_findings_submission"."parent_key" = "submission_findings"."submission_id"
    group by "submission_findings"."parent_key"
),
"submission_findings:2_total" as materialized (
    select "submission_id" as "parent_key", count(*) as total
    from "core"."finding"
    where "submission_id" in (select "submission_id" from "submission")
    group by all
),
"submission_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'submissionId': "submission"."submission_id",
            'status': case "submission"."status"
                when 'accepted' then 'ACCEPTED'
                when 'held' then 'HELD'
                when 'waiting' then 'WAITING'
                when 'refused' then 'REFUSED'
                else error('status holds a word that the schema has not: ' || "submission"."status")
            end,
            'findings': {'nodes': coalesce("submission_findings_page".list_0, '[]')}
        })::varchar, ',' order by "submission"."position") || ']')::json as "list_0",
        ('[' || string_agg(to_json({
            'node': {
                '__typename': 'Submission',
                'id': "submission"."submission_id",
                'findings': {'totalCount': coalesce("submission_findings:2_total".total, 0)}
            }
        })::varchar, ',' order by "submission"."position") || ']')::json as "list_1"
    from "submission"
    left join "submission_findings_page" on "submission_findings_page"."parent_key" = "submission"."submission_id"
    left join "submission_findings:2_total" on "submission_findings:2_total"."parent_key" = "submission"."submission_id"
)
select to_json({
    'nodes': coalesce("submission_page".list_0, '[]'),
    'edges': coalesce("submission_page".list_1, '[]')
})::varchar as answer
from "submission_page"
-- values: (100, 100)
