"""Selection to plan, without a database."""

from __future__ import annotations

from typing import Any

import pytest

from graph.declare.nouns import NOUNS, DeclaredRelation, Direction
from graph.planning.planning import plan_root
from graph.planning.selection import Selected
from graph.types.vocabulary.funds import FundStatus
from warehouse.errors import InvalidArgument
from warehouse.query.conditions import AllOf, AnyOf, Comparison, Negation, OrderBy
from warehouse.query.plan import Child, Column, Edges, ListPlan, Node, Nodes, Page, RowPlan, Total
from warehouse.query.policy import load_policy


def field(path: str, name: str, *fields: Selected, **arguments: Any) -> Selected:
    return Selected(path.rpartition(".")[2], path, name, arguments, fields)


PUBLIC = load_policy().access("public")
FUNDS = DeclaredRelation("Fund", is_many=True)
ORDER = tuple(OrderBy(column) for column in NOUNS["Fund"].default_order)


def subs(part: Nodes | Total, size: int) -> ListPlan:
    return ListPlan(PUBLIC.table("core.fund"), (part,), Page(size), order_by=ORDER)


def test_a_row_of_a_key_is_planned_with_what_belongs_to_it() -> None:
    selected = field(
        "fund",
        "fund",
        field("fund.name", "name_zh"),
        field("fund.up", "parent", field("fund.up.id", "fund_id")),
        fund_id="x",
    )

    assert plan_root(selected, DeclaredRelation("Fund", is_many=False), PUBLIC) == RowPlan(
        table=PUBLIC.table("core.fund"),
        outputs=(
            Column("name", "name_zh", is_text=True),
            Child("up", "parent", RowPlan(PUBLIC.table("core.fund"), (Column("id", "fund_id", is_text=True),))),
        ),
        where=AllOf((Comparison("fund_id", "eq", "x"),)),
    )


def test_the_same_relation_under_two_keys_and_two_places_is_planned_as_often_as_it_differs() -> None:
    selected = field(
        "funds",
        "funds",
        field(
            "funds.nodes",
            "nodes",
            field("funds.nodes.s", "sub_funds", field("funds.nodes.s.totalCount", "total_count")),
        ),
        field(
            "funds.edges",
            "edges",
            field("funds.edges.node", "node", field("funds.edges.node.s", "sub_funds", field("x", "nodes"), first=1)),
        ),
    )

    plan = plan_root(selected, FUNDS, PUBLIC)

    assert isinstance(plan, ListPlan)
    assert plan.parts == (
        Nodes(
            "nodes",
            (
                Child(
                    "s",
                    "sub_funds",
                    ListPlan(PUBLIC.table("core.fund"), (Total("totalCount"),), Page(100), order_by=ORDER),
                ),
            ),
        ),
        Edges(
            "edges",
            (
                Node(
                    "node",
                    (
                        Child(
                            "s",
                            "sub_funds",
                            ListPlan(PUBLIC.table("core.fund"), (Nodes("x", ()),), Page(1), order_by=ORDER),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_a_filter_becomes_a_predicate_and_words_become_values_of_the_table() -> None:
    where = {
        "status": {"in_": [FundStatus.PLANNED], "is_null": False},
        "or_": [{"name_zh": {"starts_with": "a"}}, {"not_": {"target_size_cny": {"gte": 5}}}],
        "name_en": None,
    }

    plan = plan_root(field("funds", "funds", field("funds.totalCount", "total_count"), where=where), FUNDS, PUBLIC)

    assert plan.where == AllOf(
        (
            Comparison("status", "in", ("planned",)),
            Comparison("status", "is_null", False),
            AnyOf((Comparison("name_zh", "starts_with", "a"), Negation(Comparison("target_size_cny", "gte", 5)))),
        )
    )


class Named:
    def __init__(self, value: str) -> None:
        self.value = value


def test_an_order_by_name_is_by_pinyin_where_there_is_one() -> None:
    order = [
        {"field": Named("name_zh"), "direction": Direction.DESC},
        {"field": Named("batch"), "direction": Direction.ASC},
    ]

    plan = plan_root(field("e", "enterprises", order_by=order), DeclaredRelation("Enterprise", is_many=True), PUBLIC)

    assert plan.order_by == (OrderBy("name_pinyin", True), OrderBy("batch"))


def test_an_order_by_another_name_is_by_its_pinyin_too() -> None:
    order = [{"field": Named(name), "direction": Direction.ASC} for name in ("name_zh", "manager_name", "fund_id")]

    plan = plan_root(field("f", "funds", order_by=order), FUNDS, PUBLIC)

    assert plan.order_by == (
        OrderBy("name_zh", by_pinyin=True),
        OrderBy("manager_name", by_pinyin=True),
        OrderBy("fund_id"),
    )


def test_a_list_has_the_order_of_its_noun_unless_asked_otherwise() -> None:
    assert plan_root(field("t", "tasks"), DeclaredRelation("Task", is_many=True), PUBLIC).order_by == (
        OrderBy("document_id"),
        OrderBy("ordinal"),
    )


def test_an_error_names_the_field_by_its_path() -> None:
    inner = field("funds.nodes.subs", "sub_funds", first=-1)

    with pytest.raises(InvalidArgument, match=r"funds\.nodes\.subs: 'first' is -1"):
        plan_root(field("funds", "funds", field("funds.nodes", "nodes", inner)), FUNDS, PUBLIC)
