"""The service and a plain executor give the same answer to the same document.

A few hundred documents in every run. LONGMAI_DRAWN=10000 compares so many, LONGMAI_DRAWN_SEED=7 others of them, and
LONGMAI_SOAK=1 more than ten thousand; `make drawn` tells of each difference and goes on.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from graph.declare.nouns import NOUNS
from graph.execution.execution import Executor
from graph.planning.node_ids import _places
from tests.graph.comparing import Both, compare_drawn, made_store, without_lists
from tests.graph.drawn_documents import Document
from tests.graph.made_rows import made_rows
from tests.graph.reference_pages import opaque
from warehouse.programme.programme import built_in
from warehouse.query.functions import FUNCTIONS
from warehouse.query.keyed import KeyedRows
from warehouse.query.paging import order_text
from warehouse.query.predicates import OPERATORS
from warehouse.query.shape import _write_translated, write_column
from warehouse.query.statement import Statement, lines, quote
from warehouse.query.values import Derived

DRAWN = int(os.environ.get("LONGMAI_DRAWN") or (12_000 if os.environ.get("LONGMAI_SOAK") else 250))
SEED = os.environ.get("LONGMAI_DRAWN_SEED", "1")


@pytest.fixture(scope="module")
def both(executor: Executor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    store = made_store(tmp_path_factory.mktemp("reference"))
    found = Both(executor, store)
    yield found
    store.close()
    print(f"\ncompared with the reference: {dict(found.counted)}")


def test_documents_drawn_by_chance_have_the_same_answer_from_both(both: Both) -> None:
    differences = compare_drawn(both, SEED, range(DRAWN), most=3)

    assert not differences, "\n\n".join(differences)


ONE_DOCUMENT = """
query(
  $first: Int, $last: Int, $where: EnterpriseFilter, $order: [EnterpriseOrder!], $names: [String!], $add: Boolean!
) {
  enterprises(first: $first, last: $last, where: $where, orderBy: $order) {
    totalCount @include(if: $add)
    nodes { nameZh region { enterprises(first: $first, where: { nameZh: { notIn: $names } }) { totalCount } } }
  }
}
"""

WHERE: list[Any] = [
    *(None, {}, {"batch": None}, {"batch": {"gt": 0}}, {"batch": {"gt": 1}}, {"batch": {"isNull": True}}),
    *({"batch": {"isNull": False}}, {"or": []}, {"or": [{"status": {"eq": "ACTIVE"}}, {"batch": {"eq": 2}}]}),
    {"region": {}},
]
SHAPES: list[dict[str, Any]] = [
    {"first": first, "last": last, "where": where, "order": order, "names": names, "add": add}
    for first, last in ((None, None), (2, None), (None, 3), (0, None))
    for where in WHERE
    for order in (None, [], [{"field": "BATCH", "direction": "DESC"}], {"region": "NAME_ZH", "nulls": "FIRST"})
    for names, add in (([], True), (["a"], False), (["a", "A", "é"], True), (["ß"] * 17, True), ("a", True))
]


def test_one_document_is_answered_for_shapes_of_variables_in_any_order_and_in_threads_at_once(both: Both) -> None:
    shapes = random.Random(7).sample(SHAPES, 60)
    expected = [without_lists(both.reference.execute(ONE_DOCUMENT, shape).data) for shape in shapes]

    def ask(thread: int) -> list[dict[str, Any]]:
        order = random.Random(thread).sample(range(len(shapes)), 40)
        found = {place: both.answer(ONE_DOCUMENT, shapes[place])["data"] for place in order}
        return [shapes[place] for place in order if without_lists(found[place]) != expected[place]]

    with ThreadPoolExecutor(8) as threads:
        assert [wrong for found in threads.map(ask, range(8)) for wrong in found] == []


REPAIRED = {
    "the first group of each parent by a key that may be null": (
        "{ industryChains { nodes { members { groups(by: { enterprise: INDUSTRY_ID }, first: 1) {"
        " nodes { mean { countedShare sourceRow } } } } } } }"
    ),
    "the filter of a remainder that holds all rows": (
        "{ platforms { groups(by: [{ field: HOST_NAME }], having: { count: { gt: 99 } }, top: 2) {"
        " nodes { isRemainder count filter } } } }"
    ),
    "no total of no rows": (
        "{ observations(where: { or: [] }) { groups(by: [{ periodEndDate: HALF }], subtotals: true) {"
        " nodes { level count } } } }"
    ),
    "periods of a subtotal of no rows": (
        '{ indicators { nodes { observations(where: { vintageDate: { gt: "2015-11-30", lt: "2016-01-31" } }) {'
        " groups(emptyPeriods: true, by: [{ vintageDate: QUARTER }, { field: PERIOD_END_DATE }], subtotals: true) {"
        " nodes { level period count } } } } } }"
    ),
}
"""Documents that had two answers."""


@pytest.mark.parametrize("found", REPAIRED)
def test_a_document_that_had_two_answers_has_one(found: str, both: Both) -> None:
    both.compare(Document(REPAIRED[found], {}, ()))


TWO_FIRMS = json.dumps(
    [opaque(["Enterprise", row["enterprise_id"]]) for row in made_rows()["core.enterprise"][:2]], ensure_ascii=False
)
A_BATCH = next(row["batch"] for row in made_rows()["core.enterprise"] if row["batch"] is not None)
PLANTED = {
    "rows without a value come first where they should come last": (
        "{ enterprises(orderBy: [{ field: BATCH }]) { nodes { enterpriseId batch } } }",
        "warehouse.query.compile.order_text",
        lambda keys, is_backward: order_text(keys, is_backward).replace("nulls last", "nulls first"),
    ),
    "names come in the order of their characters": (
        "{ regions(orderBy: [{ field: NAME_ZH }]) { nodes { nameZh } } }",
        "warehouse.query.paging.SortKey.sql",
        property(lambda key: quote(key.name)),
    ),
    "less is at most": (
        f"{{ enterprises(where: {{ batch: {{ lt: {A_BATCH} }} }}) {{ totalCount }} }}",
        "warehouse.query.predicates.OPERATORS",
        {**OPERATORS, "lt": OPERATORS["lte"]},
    ),
    "a row that is linked twice is met twice": (
        "{ industryChains { nodes { chainId enterprises { totalCount } } } }",
        "warehouse.query.rows.lines",
        lambda pieces: _without_distinct(lines(pieces)),
    ),
    "the mean of a group counts rows without a value": (
        "{ policySupports { groups(by: [{ field: IS_SYNTHETIC }]) { nodes { mean { quantity } } } } }",
        "warehouse.query.functions.FUNCTIONS",
        {
            **FUNCTIONS,
            "mean": replace(FUNCTIONS["mean"], divisor="count(*)"),
        },
    ),
    "the share within a parent is one of all parents": (
        "{ funds { nodes { investments { groups(by: [{ field: ROUND }]) { nodes { share { amountCny } } } } } } }",
        "warehouse.query.functions.FUNCTIONS",
        {**FUNCTIONS, "share": replace(FUNCTIONS["share"], divisor="sum(sum({place})) over ()")},
    ),
    "the last groups are the first": (
        "{ issues { groups(by: [{ field: STATUS }, { field: DUE_DATE }], last: 2) { nodes { key { status } } } } }",
        "warehouse.query.compile.order_text",
        lambda keys, _is_backward: order_text(keys, False),
    ),
    "a year to date holds the rows of all years before": (
        "{ issues { groups(by: [{ dueDate: YTD }]) { nodes { period count } } } }",
        "warehouse.query.empty_periods.Statement",
        lambda text, values=(): Statement(text.partition(" and year(")[0], values),
    ),
    "a subtotal has the share of its level alone": (
        "{ policySupports { groups(by: [{ field: YEAR }, { field: IS_SYNTHETIC }], subtotals: true) {"
        " nodes { level share { amountCny } } } } }",
        "warehouse.query.keyed.KeyedRows.window",
        lambda rows, *names: KeyedRows.window(replace(rows, has_levels=False), *names),
    ),
    "an amount is written as a binary number": (
        "{ policySupports { nodes { quantity amountCny } } }",
        "warehouse.query.shape.write_column",
        lambda asked, column, place: write_column(asked, column, f"{place}::double"),
    ),
    "a sum is added up in binary": (
        "{ policySupports { groups(by: [{ field: IS_SYNTHETIC }]) { nodes { sum { amountCny } } } } }",
        "warehouse.query.functions.FUNCTIONS",
        {**FUNCTIONS, "sum": replace(FUNCTIONS["sum"], sql="sum({place}::double)")},
    ),
    "periods end with the last that has rows, whatever is asked for": (
        '{ issues(where: { dueDate: { gte: "2016-02-01", lte: "2016-06-30" } }) {'
        " groups(by: [{ dueDate: MONTH }], emptyPeriods: true) { nodes { period count } } } }",
        "warehouse.query.grouping.requested_range",
        lambda *_: (None, None),
    ),
    "a value is told in any unit, whatever it is of": (
        "{ observations { nodes { value(unit: YUAN) } } }",
        "graph.declare.quantities.StoredUnit.factors",
        lambda _stored, _wanted: tuple((unit, Decimal(1)) for unit in built_in().units),
    ),
    "a text that is missing is told as an empty one": (
        "{ funds { nodes { name(lang: EN) { text lang } } } }",
        "warehouse.query.shape._write_translated",
        lambda asked, step: Statement(_write_translated(asked, step).text.replace("nullif(", "coalesce(")),
    ),
    "rows come in another order than their ids": (
        f"{{ nodes(ids: {TWO_FIRMS}) {{ ... on Enterprise {{ enterpriseId }} }} }}",
        "graph.planning.node_and_search.places_of",
        lambda ids, name, field: Derived(ids, lambda texts: _places(name, texts)[::-1], field),
    ),
}
"""What a reader of SQL might get wrong, planted: a document that shows it, the place, what stands there instead."""


def _without_distinct(statement: Statement) -> Statement:
    return Statement(statement.text.replace("select distinct", "select"), statement.values)


@pytest.mark.parametrize("fault", PLANTED)
def test_a_fault_planted_in_the_service_is_seen(
    fault: str, executor: Executor, both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, place, planted = PLANTED[fault]
    document = Document(text, {}, ())
    both.compare(document)

    monkeypatch.setattr(place, planted)
    # A document of another text is planned anew.
    with pytest.raises(AssertionError):
        both.compare(Document(f"{text} # {fault}", {}, ()))


def test_the_made_rows_put_every_noun_and_its_awkward_values_before_both(both: Both) -> None:
    made = made_rows()

    for noun in NOUNS.values():
        rows = made[noun.table]
        assert len(rows) >= (1 if noun.name == "Snapshot" else 5), noun.name
    texts = {value for rows in made.values() for row in rows for value in row.values() if isinstance(value, str)}
    assert {'say "x"', "back\\slash", "\x01\x1f\x7f", "𠮷野"} <= texts
