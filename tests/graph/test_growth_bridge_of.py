"""The bridge on request: the case worked by hand, other pairs of periods, what is refused, and its limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from graph.app import build_app
from graph.execution.caller import Caller
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.schema import build_schema
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import FixedStore, Service, build_store
from tests.graph.stores import SharedStore
from warehouse.errors import QueryTimedOut
from warehouse.query.policy import load_policy

EFFECTS = ("price", "volume", "structure", "remainder", "scope", "method", "revision", "total")
BY_HAND = """
insert into mart.growth_total
select enterprise_id, 'revenue', 'ytd', period, value * 1000, restated * 1000, first_value * 1000,
    timestamp '2016-01-10', timestamp '2016-01-10', false, true
from (values
    ('E001', '2015-12', 900, 1000, 900), ('E001', '2014-12', 990, null, 985), ('E001', '2013-12', 800, null, 800),
    ('E002', '2015-12', 200, 160, 200), ('E003', '2014-12', 300, null, 300), ('E004', '2015-12', 50, null, 50)
) as row(enterprise_id, period, value, restated, first_value);

insert into mart.growth_product
select row.*, 'tonne', false, true
from (values
    ('E001', 'x', '2015-12', 11, 10, 56160, 80000, 1), ('E001', 'x', '2014-12', 10, null, 80000, null, 50_000_000),
    ('E001', 'x', '2013-11', 4, null, 50000, null, null), ('E001', 'x', '2013-12', 6, null, 100000, null, null),
    ('E001', 'y', '2015-12', 1, null, 150000, null, null), ('E001', 'z', '2014-12', 1, null, 120000, null, null),
    ('E002', 'x', '2015-12', 5, 4, 40000, 40000, null)
) as row(enterprise_id, product_code, period, quantity, restated_quantity, price, restated_price, capacity);

delete from mart.subject_enterprise;
insert into mart.subject_enterprise
select 'province', 'province', enterprise_id, 1, false, null, null
from (values ('E001'), ('E002'), ('E003'), ('E004')) as row(enterprise_id);
insert into mart.subject_enterprise
values ('chain', (select min(chain_id) from core.chain), 'E001', 0.4, false, null, null);

insert into core.park by name
select park_id, park_id as name_zh, 'park' as park_kind, 'operating' as status, true as is_synthetic
from (values ('P1'), ('P2')) as row(park_id);
insert into mart.subject_enterprise values
    ('park', 'P1', 'E001', 1, false, date '2014-06-01', null),
    ('park', 'P1', 'E003', 1, false, date '2014-06-01', null);
"""
QUERY = """
query Bridge($kind: MeasuredSubject!, $id: ID, $from: String!, $to: String!, $of: PeriodKind = YTD, $base: BridgeBase) {
  growthBridgeOf(
    subjectKind: $kind, subjectId: $id, measure: REVENUE, from: $from, to: $to, kind: $of, base: $base
  ) {
    priceCny volumeCny structureCny remainderCny scopeCny methodCny revisionCny totalCny
    fromValueCny toValueCny priceFisherCny volumeFisherCny capacityGrowthRate isUnitValue ownBaseCount reason cause
    firmsIn { enterpriseId cause scopeCny } firmsOut { enterpriseId cause scopeCny } explanation { ruleSet arithmetic }
  }
}
"""
PROVINCE = {"kind": "PROVINCE", "from": "2014-12", "to": "2015-12", "base": "AS_PUBLISHED"}


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    store = build_store(tmp_path_factory.mktemp("bridge") / "by_hand.duckdb", BY_HAND)
    yield store
    store.close()


@pytest.fixture
def asked(executor: Executor, by_hand: FixedStore) -> Service:
    return Service(executor, by_hand)


def effects(answer: dict[str, Any]) -> list[Decimal]:
    return [Decimal(answer["growthBridgeOf"][f"{name}Cny"]) for name in EFFECTS]


def yuan(*thousands: str) -> list[Decimal]:
    return [Decimal(each) * 1000 for each in thousands]


def test_the_province_worked_by_hand_is_one_root_field(asked: Service) -> None:
    answer = asked.execute(QUERY, **PROVINCE).data

    assert effects(answer) == yuan("-249.42972", "107.18972", "30", "52.24", "-90", "10", "5", "-135")
    found = answer["growthBridgeOf"]
    assert (found["fromValueCny"], found["toValueCny"], found["isUnitValue"]) == ("1285000", "1150000", False)
    # One product of one firm and another unit price of the second: Fisher is near, and adds up to the same change.
    assert Decimal(found["priceFisherCny"]) + Decimal(found["volumeFisherCny"]) == yuan("-142.24")[0]


def test_an_effect_is_given_in_the_unit_that_is_requested(asked: Service) -> None:
    answer = asked.execute(
        """{ growthBridgeOf(
          subjectKind: PROVINCE, measure: REVENUE, from: "2014-12", to: "2015-12", kind: YTD, base: AS_PUBLISHED
        ) { totalCny inHundredMillions: totalCny(unit: HUNDRED_MILLION_YUAN) priceCny(unit: TEN_THOUSAND_YUAN)
            firmsOut { scopeCny(unit: TEN_THOUSAND_YUAN) } } }"""
    ).data["growthBridgeOf"]

    assert (answer["totalCny"], answer["inHundredMillions"]) == ("-135000", "-0.00135")
    assert (answer["priceCny"], answer["firmsOut"]) == ("-24.942972", [{"scopeCny": "-30"}])


def in_and_out(answer: dict[str, Any]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    found = answer["growthBridgeOf"]
    sides = ([tuple(firm.values()) for firm in found[side]] for side in ("firmsIn", "firmsOut"))
    return next(sides), next(sides)


def test_firms_in_and_out_are_named_with_cause_and_add_up_to_the_scope(asked: Service) -> None:
    answer = asked.execute(QUERY, **PROVINCE).data

    firms_in, firms_out = in_and_out(answer)
    assert firms_in == [("E002", "FIRST_RETURN", "160000"), ("E004", "FIRST_RETURN", "50000")]
    assert firms_out == [("E003", "NOT_YET_REPORTED", "-300000")]
    assert sum(Decimal(firm[-1]) for firm in firms_in + firms_out) == Decimal(answer["growthBridgeOf"]["scopeCny"])
    backwards = asked.execute(QUERY, **{**PROVINCE, "from": "2015-12", "to": "2014-12"}).data
    assert in_and_out(backwards)[0] == [("E003", "NOT_YET_REPORTED", "300000")]


def test_two_years_apart_firms_of_one_period_are_named(asked: Service) -> None:
    """E001 and nobody else reported in 2013: E002 and E004 came, E003 is in neither period."""
    answer = asked.execute(QUERY, kind="PROVINCE", **{"from": "2013-12", "to": "2015-12"}).data

    firms_in, firms_out = in_and_out(answer)
    assert [firm[0] for firm in firms_in] == ["E002", "E004"]
    assert firms_out == []
    assert sum(Decimal(firm[-1]) for firm in firms_in) == Decimal(answer["growthBridgeOf"]["scopeCny"])


def test_a_bridge_on_request_explains_itself(asked: Service) -> None:
    explanation = asked.execute(QUERY, **PROVINCE).data["growthBridgeOf"]["explanation"]

    assert explanation["ruleSet"] == "growth@1"
    assert explanation["arithmetic"].splitlines() == [
        "total_cny: 1150000 - 1285000 = -135000",
        "total_cny: -249429.72 + 107189.72 + 30000 + 52240 + -90000 + 10000 + 5000 = -135000",
    ]


def test_the_newest_base_has_no_revision(asked: Service) -> None:
    answer = asked.execute(QUERY, **{**PROVINCE, "base": None}).data

    assert effects(answer)[-2:] == yuan("0", "-140")


def test_a_chain_counts_a_firm_by_its_share(asked: Service, by_hand: FixedStore) -> None:
    (chain_id,) = by_hand.snapshot.cursor().execute("select min(chain_id) from core.chain").fetchone() or ("",)
    chain = asked.execute(QUERY, **{**PROVINCE, "kind": "CHAIN", "id": chain_id}).data

    assert effects(chain)[-1] == yuan("-34")[0]


def test_swapped_periods_flip_every_sign(asked: Service) -> None:
    forwards = asked.execute(QUERY, **PROVINCE).data
    backwards = asked.execute(QUERY, **{**PROVINCE, "from": "2015-12", "to": "2014-12"}).data

    assert effects(backwards) == [-effect for effect in effects(forwards)]
    assert backwards["growthBridgeOf"]["fromValueCny"] == forwards["growthBridgeOf"]["toValueCny"]


def test_a_capacity_that_was_all_but_lost_has_no_rate_when_the_periods_are_swapped(asked: Service) -> None:
    backwards = asked.execute(QUERY, **{**PROVINCE, "from": "2015-12", "to": "2014-12"}).data

    assert asked.execute(QUERY, **PROVINCE).data["growthBridgeOf"]["capacityGrowthRate"] == "-1"
    assert backwards["growthBridgeOf"]["capacityGrowthRate"] is None


def test_two_years_apart_the_base_is_the_firms_own_report_and_products_have_unit_values(asked: Service) -> None:
    answer = asked.execute(QUERY, kind="ENTERPRISE", id="E001", **{"from": "2013-12", "to": "2015-12"}).data

    found = answer["growthBridgeOf"]
    assert (found["isUnitValue"], found["ownBaseCount"]) == (True, 1)
    # x: 10 at a unit value of 80 (4 at 50, 6 at 100) to 11 at 56.16, as in the case by hand; y is new.
    assert effects(answer) == yuan("-249.42972", "67.18972", "150", "132.24", "0", "0", "0", "100")


def test_a_period_and_itself_differ_by_revision_alone(asked: Service) -> None:
    same = {**PROVINCE, "from": "2014-12", "to": "2014-12"}

    assert effects(asked.execute(QUERY, **same).data) == yuan("0", "0", "0", "0", "0", "0", "5", "5")
    assert effects(asked.execute(QUERY, **{**same, "base": "NEWEST"}).data) == yuan(*"00000000")


@pytest.mark.parametrize(
    ("pair", "reason"),
    [
        ({"from": "2014-06", "to": "2015-12"}, "MONTHS_DIFFER"),
        ({"from": "2014-01", "to": "2015-01"}, "COMBINED_MONTHS"),
        ({"from": "2015-02", "to": "2015-03", "of": "MONTH"}, "COMBINED_MONTHS"),
        ({"from": "2007-12", "to": "2015-12"}, "PERIOD_OUT_OF_RANGE"),
        ({"from": "2014-12", "to": "2031-12"}, "PERIOD_OUT_OF_RANGE"),
        ({"from": "2014-11", "to": "2015-11"}, "NOT_REPORTED"),
    ],
)
def test_a_pair_that_has_no_bridge_says_why(asked: Service, pair: dict[str, str], reason: str) -> None:
    found = asked.execute(QUERY, kind="PROVINCE", **pair).data["growthBridgeOf"]

    assert (found["totalCny"], found["priceCny"], found["reason"]) == (None, None, reason)


def test_a_firm_that_joined_a_park_between_two_periods_enters_it(asked: Service) -> None:
    """E001 had a value of 2013 and was not in the park: over two years it enters, over one it was in on both days."""
    two_years = asked.execute(QUERY, kind="PARK", id="P1", **{"from": "2013-12", "to": "2015-12"}).data
    one_year = asked.execute(QUERY, kind="PARK", id="P1", **{"from": "2014-12", "to": "2015-12"}).data

    assert effects(two_years) == yuan("0", "0", "0", "0", "900", "0", "0", "900")
    assert in_and_out(two_years) == ([("E001", "JOINED", "900000")], [])
    assert (effects(one_year)[4], in_and_out(one_year)) == (
        yuan("-300")[0],
        ([], [("E003", "NOT_YET_REPORTED", "-300000")]),
    )


def test_a_park_of_which_no_list_was_received_has_no_source(asked: Service) -> None:
    found = asked.execute(QUERY, kind="PARK", id="P2", **{"from": "2014-12", "to": "2015-12"}).data["growthBridgeOf"]

    assert (found["totalCny"], found["reason"]) == (None, "NO_SOURCE")


@pytest.mark.parametrize(
    "wrong",
    [
        {"from": "2014", "to": "2015-12"},
        {"from": "2014-12", "to": "12/2015"},
        {"from": "0000-12", "to": "2015-12"},
        {"from": "2014-12", "to": "2015-12", "of": "POINT"},
        {"kind": "CHAIN", "id": "nothing"},
        {"kind": "ENTERPRISE"},
    ],
)
def test_an_argument_that_cannot_be_used_is_refused_in_both_languages(asked: Service, wrong: dict[str, str]) -> None:
    refused = asked.execute(QUERY, **{**PROVINCE, **wrong})

    assert refused.code == "INVALID_ARGUMENT"
    assert "中文：" in refused.error["message"]


@pytest.mark.parametrize(
    "table", ["mart.observation", "core.enterprise", "mart.growth_bridge", "core.enterprise_chain"]
)
def test_a_role_that_may_not_read_an_input_whole_gets_no_number(by_hand: FixedStore, table: str) -> None:
    policy = load_policy().with_rules("bureau", {table: None})

    asked = Service(Executor(build_schema(), policy), by_hand, Caller("bureau"))

    assert asked.execute(QUERY, **PROVINCE).code == "ACCESS_DENIED"


def test_input_rows_are_counted_over_all_computed_fields_of_a_request(executor: Executor, by_hand: FixedStore) -> None:
    one = 'growthBridgeOf(subjectKind: PROVINCE, measure: REVENUE, from: "2014-12", to: "2015-12", kind: YTD)'

    def ask(times: int) -> list[str]:
        operation = Operation(by_hand, most_input_rows=1_700)
        query = " ".join(f"a{each}: {one} {{ totalCny }}" for each in range(times))
        answer = executor.execute(Request(f"{{ {query} }}"), operation)
        return [error["extensions"]["code"] for error in answer.errors]

    assert ask(1) == []
    assert set(ask(30)) == {"LIMIT_EXCEEDED"}


def test_a_stopped_request_computes_nothing(executor: Executor, by_hand: FixedStore) -> None:
    operation = Operation(by_hand)
    operation.stop()

    answer = executor.execute(Request(QUERY, PROVINCE), operation)

    assert [error["extensions"]["code"] for error in answer.errors] == ["QUERY_TIMED_OUT"]


def test_an_answer_may_be_cached_with_its_snapshot(executor: Executor, by_hand: FixedStore) -> None:
    answer = executor.execute(Request(QUERY, PROVINCE), Operation(by_hand))

    assert (answer.snapshot_id, answer.is_cacheable) == ("000007", True)


def test_a_computation_that_is_stopped_while_it_runs_ends_with_an_error(by_hand: FixedStore) -> None:
    operation = Operation(by_hand)

    def stopped(frame: pl.DataFrame) -> pl.DataFrame:
        operation.stop()
        return frame

    with pytest.raises(QueryTimedOut):
        operation.collect(pl.LazyFrame({"a": [1]}).map_batches(stopped).sort("a"))


def test_a_database_in_memory_of_a_computation_is_interrupted(by_hand: FixedStore) -> None:
    operation, is_over = Operation(by_hand), threading.Event()

    def stop_until_over() -> None:
        # As the workers do: an interrupt between two statements is lost.
        while not is_over.wait(0.01):
            operation.stop()

    stopping = threading.Thread(target=stop_until_over)
    try:
        with pytest.raises(QueryTimedOut), operation.scratch() as connection:
            stopping.start()
            connection.execute("select count(*) from range(1000000000000) as t(i) where i % 7 = 3 or sqrt(i) = 2")
    finally:
        is_over.set()
        stopping.join()


def test_the_second_request_is_answered_from_the_response_cache(
    by_hand: FixedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []
    read = Operation.read_inputs

    def counted(self: Operation, root: str, *rest: Any) -> Any:
        reads.append(root)
        return read(self, root, *rest)

    monkeypatch.setattr(Operation, "read_inputs", counted)
    with TestClient(build_app(Settings(), SharedStore(by_hand))) as client:
        answers = [client.post("/graphql", json={"query": QUERY, "variables": PROVINCE}).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert "errors" not in answers[0]
    assert len(reads) == 2, "the series and the inputs, once"
