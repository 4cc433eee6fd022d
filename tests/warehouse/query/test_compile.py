from __future__ import annotations

import pytest

from warehouse.errors import UnknownName
from warehouse.query.compile import compile_plan
from warehouse.query.conditions import AnyOf, Comparison, Negation, Predicate, Related
from warehouse.query.plan import Child, Column, Constant, ListPlan, Nodes, Page, PageFact, PageInfo, RowPlan, Total
from warehouse.query.policy import load_policy
from warehouse.query.statement import label, quote

PUBLIC = load_policy().access("public")
NAME = Column("name", "name_zh")


def test_a_list_that_tells_of_a_next_page_reads_one_row_more_than_asked_for() -> None:
    where = Comparison("status", "eq", "planned")
    parts = (Nodes("nodes", (NAME,)), PageInfo("page", (PageFact("next", "has_next_page"),)))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), parts, Page(10), where))

    assert statement.values == ("planned", 11, 10, 10)


def test_a_list_that_tells_of_none_reads_the_rows_of_its_page_alone() -> None:
    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (NAME,)),), Page(10)))

    assert statement.values == (10,)


def test_the_lists_of_all_parents_are_one_step_with_a_page_each() -> None:
    child = Child("subs", "sub_funds", ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (NAME,)),), Page(2)))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (child,)),), Page(3)))

    assert 'where "parent_fund_id" in (select "fund_id" from "fund")' in statement.text
    assert 'partition by "parent_fund_id" order by "fund_id"' in statement.text
    assert statement.values == (3, 2)


def test_rows_that_only_their_page_reads_are_planned_with_it() -> None:
    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (NAME,)),), Page(3)))

    assert statement.text.startswith('with "fund" as not materialized (')
    assert '"fund_page" as not materialized (' in statement.text


def test_rows_that_lead_to_others_are_made_once() -> None:
    child = Child("subs", "sub_funds", ListPlan(PUBLIC.table("core.fund"), (Total("total"),), Page(1)))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (NAME, child)),), Page(3)))

    assert "not materialized" not in statement.text


IN_A_TEXT = Comparison("name_zh", "contains", "重点")
OF_OTHER_ROWS = Related("contributions", Comparison("source_row", "gt", 1))


@pytest.mark.parametrize(
    ("where", "written"),
    [
        (IN_A_TEXT, "contains("),
        (Comparison("name_zh", "starts_with", "甘肃"), "starts_with("),
        (OF_OTHER_ROWS, 'from "core"."fund_contribution"'),
        (Negation(OF_OTHER_ROWS), 'from "core"."fund_contribution"'),
        (AnyOf((Comparison("status", "eq", "planned"), IN_A_TEXT)), "contains("),
    ],
    ids=["contains", "starts_with", "some", "none", "or"],
)
@pytest.mark.parametrize("is_bounded", [False, True])
def test_a_dear_condition_is_evaluated_once_for_page_and_total(
    where: Predicate, written: str, is_bounded: bool
) -> None:
    parts = (Total("total"), Nodes("nodes", (NAME,)))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), parts, Page(3), where), is_bounded)

    assert statement.text.count(written) == 1
    assert '"fund_matching" as materialized (' in statement.text


def test_a_dear_condition_is_evaluated_once_for_the_lists_of_all_parents() -> None:
    parts = (Total("total"), Nodes("nodes", (NAME,)))
    child = Child("subs", "sub_funds", ListPlan(PUBLIC.table("core.fund"), parts, Page(1), IN_A_TEXT))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), (Nodes("nodes", (child,)),), Page(3)))

    assert statement.text.count("contains(") == 1


def test_rows_compared_by_their_columns_are_not_made_to_be_counted() -> None:
    parts = (Total("total"), Nodes("nodes", (NAME,)))

    statement = compile_plan(ListPlan(PUBLIC.table("core.fund"), parts, Page(3), Comparison("status", "eq", "planned")))

    assert "fund_matching" not in statement.text


def test_a_row_that_is_linked_twice_is_counted_once() -> None:
    child = Child("firms", "enterprises", ListPlan(PUBLIC.table("core.enterprise"), (Total("total"),), Page(1)))

    statement = compile_plan(RowPlan(PUBLIC.table("core.chain"), (child,)))

    assert 'select distinct "chain_id" as "parent_key", "enterprise_id" as "linked_key"' in statement.text


def test_a_column_that_the_table_has_not_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"core\.fund has no column 'secret'"):
        compile_plan(RowPlan(PUBLIC.table("core.fund"), (Column("x", "secret"),)))


def test_a_table_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownName, match=r"core\.secret"):
        compile_plan(RowPlan(PUBLIC.table("core.secret"), (NAME,)))


def test_keys_that_differ_in_case_alone_stay_apart() -> None:
    statement = compile_plan(RowPlan(PUBLIC.table("core.fund"), (Column("a", "name_zh"), Constant("A", "Fund"))))

    assert "json_object('a', " in statement.text


@pytest.mark.parametrize("word", ["a'b", "", "1a", "a b", "金", "a\n"])
def test_a_key_that_graphql_does_not_know_is_never_text_of_a_statement(word: str) -> None:
    with pytest.raises(ValueError, match="is no GraphQL name"):
        label(word)


def test_a_name_with_a_quote_in_it_stays_a_name() -> None:
    assert quote('core.a" or "b') == '"core"."a"" or ""b"'
