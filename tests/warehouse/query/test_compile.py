from __future__ import annotations

from warehouse.catalog import load_catalog
from warehouse.query.compile import Parents, compile_rows, compile_total
from warehouse.query.paging import sort_keys
from warehouse.query.plan import Comparison, OrderBy, Page, ReadPlan
from warehouse.query.statement import quote
from warehouse.relations import find_relation


def test_a_list_reads_one_row_more_than_asked_for() -> None:
    table = load_catalog().table("core.fund")
    plan = ReadPlan("core.fund", ("name_zh",), Comparison("status", "eq", "planned"), page=Page(first=10))

    statement = compile_rows(plan, table, ("name_zh",), sort_keys(table, ()), None)

    assert statement.text == (
        'select\n    "name_zh"\nfrom "core"."fund"\nwhere "status" = ?\norder by "fund_id"\nlimit ?'
    )
    assert statement.values == ("planned", 11)


def test_the_lists_of_all_parents_are_one_statement_with_a_page_each() -> None:
    table = load_catalog().table("core.fund")
    plan = ReadPlan("core.fund", ("name_zh",), order_by=(OrderBy("industry_id", True),), page=Page(last=2))
    parents = Parents(find_relation("core.fund", "sub_funds"), ("a", "b"))

    statement = compile_rows(plan, table, ("name_zh",), sort_keys(table, plan.order_by), parents)

    assert statement.text == (
        'select\n    "name_zh",\n    "parent_fund_id" as "parent_key"\nfrom "core"."fund"\n'
        'where "parent_fund_id" in (select unnest(?))\n'
        'qualify row_number() over (partition by "parent_fund_id"'
        ' order by "industry_id" nulls first, "fund_id" desc) <= ?\n'
        'order by "industry_id" nulls first, "fund_id" desc'
    )
    assert statement.values == (["a", "b"], 3)


def test_a_row_that_is_linked_twice_is_counted_once() -> None:
    table = load_catalog().table("core.enterprise")
    parents = Parents(find_relation("core.chain", "enterprises"), ("C1",))

    statement = compile_total(ReadPlan("core.enterprise", page=Page(first=1)), table, parents)

    assert 'select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"' in statement.text
    assert statement.text.endswith("group by all")


def test_a_name_with_a_quote_in_it_stays_a_name() -> None:
    assert quote('core.a" or "b') == '"core"."a"" or ""b"'
