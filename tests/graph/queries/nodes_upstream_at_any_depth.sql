with "chain_stage" as materialized (
    select
        "chain_stage_id",
        row_number() over () as "position"
    from (
        select
            "chain_stage_id",
            "chain_id",
            "ordinal"
        from "core"."chain_stage"
        where "chain_stage_id" in (with recursive reached as (select "chain_stage_id" from "core"."chain_stage" where "chain_stage_id" in (select "from_chain_stage_id" from "core"."chain_supply_edge" where "to_chain_stage_id" in (select "chain_stage_id" from "core"."chain_stage" where "chain_stage_id" = ?)) union select before."chain_stage_id" from "core"."chain_stage" as before join "core"."chain_supply_edge" as pair on pair."from_chain_stage_id" = before."chain_stage_id" join reached on pair."to_chain_stage_id" = reached."chain_stage_id") select "chain_stage_id" from reached)
        order by "chain_id", "ordinal", "chain_stage_id"
        limit ?
    )
),
"chain_stage_customers" as materialized (
    select
        "chain_stage_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "chain_id", "ordinal", "chain_stage_id") as "position"
    from "core"."chain_stage"
    join (
        select distinct "from_chain_stage_id" as "parent_key", "to_chain_stage_id" as "linked_key"
        from "core"."chain_supply_edge"
        where "from_chain_stage_id" in (select "chain_stage_id" from "chain_stage")
    ) as link on "linked_key" = "chain_stage_id"
    qualify "position" <= ?
),
"chain_stage_customers_page" as materialized (
    select
        "chain_stage_customers"."parent_key",
        ('[' || string_agg(to_json({'chainStageId': "chain_stage_customers"."chain_stage_id"})::varchar, ',' order by "chain_stage_customers"."position") || ']')::json as "list_0"
    from "chain_stage_customers"
    group by "chain_stage_customers"."parent_key"
),
"chain_stage_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'chainStageId': "chain_stage"."chain_stage_id",
            'customers': {'nodes': coalesce("chain_stage_customers_page".list_0, '[]')}
        })::varchar, ',' order by "chain_stage"."position") || ']')::json as "list_0"
    from "chain_stage"
    left join "chain_stage_customers_page" on "chain_stage_customers_page"."parent_key" = "chain_stage"."chain_stage_id"
)
select to_json({'nodes': coalesce("chain_stage_page".list_0, '[]')})::varchar as answer
from "chain_stage_page"
-- values: ('C2-1', 100, 100)

with "chain_stage" as materialized (
    select
        "chain_stage_id",
        row_number() over () as "position"
    from (
        select
            "chain_stage_id",
            "chain_id",
            "ordinal"
        from "core"."chain_stage"
        where "chain_stage_id" in (with recursive reached as (select "chain_stage_id" from "core"."chain_stage" where "chain_stage_id" in (select "to_chain_stage_id" from "core"."chain_supply_edge" where "from_chain_stage_id" in (select "chain_stage_id" from "core"."chain_stage" where "chain_stage_id" = ?)) union select before."chain_stage_id" from "core"."chain_stage" as before join "core"."chain_supply_edge" as pair on pair."to_chain_stage_id" = before."chain_stage_id" join reached on pair."from_chain_stage_id" = reached."chain_stage_id") select "chain_stage_id" from reached)
        order by "chain_id", "ordinal", "chain_stage_id"
        limit ?
    )
),
"chain_stage_suppliers" as materialized (
    select
        "chain_stage_id",
        "parent_key",
        row_number() over (partition by "parent_key" order by "chain_id", "ordinal", "chain_stage_id") as "position"
    from "core"."chain_stage"
    join (
        select distinct "to_chain_stage_id" as "parent_key", "from_chain_stage_id" as "linked_key"
        from "core"."chain_supply_edge"
        where "to_chain_stage_id" in (select "chain_stage_id" from "chain_stage")
    ) as link on "linked_key" = "chain_stage_id"
    qualify "position" <= ?
),
"chain_stage_suppliers_page" as materialized (
    select
        "chain_stage_suppliers"."parent_key",
        ('[' || string_agg(to_json({'chainStageId': "chain_stage_suppliers"."chain_stage_id"})::varchar, ',' order by "chain_stage_suppliers"."position") || ']')::json as "list_0"
    from "chain_stage_suppliers"
    group by "chain_stage_suppliers"."parent_key"
),
"chain_stage_page" as materialized (
    select
        ('[' || string_agg(to_json({
            'chainStageId': "chain_stage"."chain_stage_id",
            'suppliers': {'nodes': coalesce("chain_stage_suppliers_page".list_0, '[]')}
        })::varchar, ',' order by "chain_stage"."position") || ']')::json as "list_0"
    from "chain_stage"
    left join "chain_stage_suppliers_page" on "chain_stage_suppliers_page"."parent_key" = "chain_stage"."chain_stage_id"
)
select to_json({'nodes': coalesce("chain_stage_page".list_0, '[]')})::varchar as answer
from "chain_stage_page"
-- values: ('C1-1', 100, 100)
