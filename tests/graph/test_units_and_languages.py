"""Quantities in the unit and texts in the language that a field asks for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from graph.app import build_app
from graph.declare.quantities import ANSWERED_UNITS
from graph.execution.execution import Executor
from graph.settings import Settings
from tests.clients import TestClient
from tests.graph.conftest import Service, build_store
from tests.graph.stores import SharedStore
from warehouse.domain.unit import conversion_factor

if TYPE_CHECKING:
    from tests.graph.conftest import FixedStore

ROWS = """
update mart.chain_revenue set revenue_ytd_cny = 123456789012345678901234567890.12;
update mart.observation set unit_stored = 'cny_1e3' where indicator_id = 'revenue';
update mart.observation set unit_stored = 'point_pp' where indicator_id = 'gdp';
insert into mart.observation by name
select measured.* replace (given as observation_id, given as unit_stored, number as value)
from mart.observation as measured
cross join (values
    ('tonne', 1234.567891::decimal(18, 6)),
    ('percent', 12.1::decimal(18, 6)),
    ('cny', 999999999999.999999::decimal(18, 6)),
    ('cny_1e8', 999999999999.999999::decimal(18, 6))
) as made(given, number)
where observation_id = (select min(observation_id) from mart.observation where indicator_id = 'revenue');
update core.fund set name_en = '' where fund_id = 'guide';
update core.fund set name_en = null where fund_id = 'sub_biomedicine';
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FixedStore]:
    opened = build_store(tmp_path_factory.mktemp("units") / "units.duckdb", ROWS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def measured(executor: Executor, store: FixedStore) -> Service:
    return Service(executor, store)


def value_of(service: Service, observation_id: str, unit: str) -> Any:
    query = "query($id: ID!, $unit: Unit) { observation(observationId: $id) { value(unit: $unit) } }"
    return service.execute(query, id=observation_id, unit=unit).data["observation"]["value"]


def test_units_of_the_schema_differ_from_their_like_by_a_power_of_ten() -> None:
    for one, other in itertools.product(ANSWERED_UNITS.values(), repeat=2):
        if one.dimension == other.dimension:
            digits = conversion_factor(one, other).normalize().as_tuple().digits
            assert digits == (1,), (one.unit_id, other.unit_id)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("YUAN", "123456789012345678901234567890.12"),
        ("THOUSAND_YUAN", "123456789012345678901234567.89012"),
        ("TEN_THOUSAND_YUAN", "12345678901234567890123456.789012"),
        ("MILLION_YUAN", "123456789012345678901234.56789012"),
        ("HUNDRED_MILLION_YUAN", "1234567890123456789012.3456789012"),
    ],
)
def test_an_amount_loses_no_digit_in_another_unit(measured: Service, unit: str, value: str) -> None:
    asked = measured.execute(f"{{ chainRevenues {{ nodes {{ revenueYtdCny(unit: {unit}) }} }} }}")

    assert asked.data["chainRevenues"]["nodes"] == [{"revenueYtdCny": value}]


def test_one_field_is_answered_in_several_units_side_by_side(measured: Service) -> None:
    asked = measured.execute(
        "{ seiShares { nodes { gdp yuan: gdp(unit: YUAN) wan: gdp(unit: TEN_THOUSAND_YUAN)"
        " same: gdp(unit: HUNDRED_MILLION_YUAN) } } }"
    )

    assert asked.data["seiShares"]["nodes"] == [
        {"gdp": "6790.32", "yuan": "679032000000", "wan": "67903200", "same": "6790.32"}
    ]


@pytest.mark.parametrize(
    ("stored", "unit", "value"),
    [
        ("tonne", "TEN_THOUSAND_TONNES", "0.1234567891"),
        ("percent", "RATIO", "0.121"),
        ("percent", "PER_MILLE", "121"),
        ("cny", "HUNDRED_MILLION_YUAN", "9999.99999999999999"),
        ("cny_1e8", "YUAN", "99999999999999999900"),
        ("cny", "YUAN", "999999999999.999999"),
    ],
)
def test_a_value_is_converted_from_the_unit_of_its_row(measured: Service, stored: str, unit: str, value: str) -> None:
    assert value_of(measured, stored, unit) == value


@pytest.mark.parametrize(("stored", "unit"), [("tonne", "YUAN"), ("percent", "PERCENTAGE_POINT"), ("cny", "PERCENT")])
def test_a_value_of_another_dimension_is_null(measured: Service, stored: str, unit: str) -> None:
    assert value_of(measured, stored, unit) is None


def test_percentage_points_never_become_per_cent(measured: Service) -> None:
    asked = measured.execute(
        '{ observations(where: { indicatorId: { eq: "gdp" } }) { nodes {'
        " value points: value(unit: PERCENTAGE_POINT) percent: value(unit: PERCENT) ratio: value(unit: RATIO) } } }"
    )

    (row,) = asked.data["observations"]["nodes"]
    assert row["points"] == row["value"] is not None
    assert row["percent"] is row["ratio"] is None


def test_a_unit_of_another_dimension_is_not_in_the_schema_of_an_amount(measured: Service) -> None:
    asked = measured.execute("{ chainRevenues { nodes { revenueYtdCny(unit: TONNE) } } }")

    assert asked.code == "GRAPHQL_VALIDATION_FAILED"


def test_an_export_keeps_every_digit_of_another_unit(store: FixedStore, tmp_path: Any) -> None:
    query = '{ observations(where: { observationId: { eq: "cny" } }) { nodes { value(unit: HUNDRED_MILLION_YUAN) } } }'
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        exported = client.post("/export?format=parquet", json={"query": query})

    file = tmp_path / "values.parquet"
    file.write_bytes(exported.content)
    assert pq.read_table(file).to_pydict() == {"value": [Decimal("9999.99999999999999")]}


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [("EN", "Lanzhou", "EN"), ("ZH", "兰州市", "ZH")],
)
def test_a_name_is_told_in_the_language_asked_for(measured: Service, lang: str, text: str, told: str) -> None:
    asked = measured.execute(f'{{ region(regionCode: "620100") {{ name(lang: {lang}) {{ text lang }} }} }}')

    assert asked.data["region"]["name"] == {"text": text, "lang": told}


def test_a_name_without_a_language_asked_for_is_chinese(measured: Service) -> None:
    asked = measured.execute(
        'query($l: Lang) { region(regionCode: "620100") { a: name { text } b: name(lang: $l) { text } } }', l=None
    )

    assert asked.data["region"] == {"a": {"text": "兰州市"}, "b": {"text": "兰州市"}}


@pytest.mark.parametrize("fund", ["guide", "sub_biomedicine"])
def test_a_name_that_is_missing_or_empty_falls_back_and_says_so(measured: Service, fund: str) -> None:
    asked = measured.execute(
        "query($id: ID!, $l: Lang) { fund(fundId: $id) { nameZh name(lang: $l) { text lang __typename } } }",
        id=fund,
        l="EN",
    )

    name = asked.data["fund"]["name"]
    assert name == {"text": asked.data["fund"]["nameZh"], "lang": "ZH", "__typename": "LocalizedText"}


def test_the_language_belongs_to_the_key_of_an_answer_that_is_kept(store: FixedStore) -> None:
    query = 'query($l: Lang) { region(regionCode: "620100") { name(lang: $l) { text } } }'
    with TestClient(build_app(Settings(), SharedStore(store))) as client:
        told = [
            client.post("/graphql", json={"query": query, "variables": {"l": lang}}).json()["data"]["region"]["name"]
            for lang in ("EN", "ZH", "EN")
        ]

    assert told == [{"text": "Lanzhou"}, {"text": "兰州市"}, {"text": "Lanzhou"}]
