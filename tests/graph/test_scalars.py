from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from graphql import GraphQLError

from graph.declare.scalars import (
    read_date,
    read_decimal,
    read_instant,
    read_long,
    write_decimal,
    write_instant,
    write_long,
)
from tests.graph.conftest import Service
from tests.planting import Fault


@pytest.mark.parametrize(("value", "read"), [("12.10", "12.10"), (5, "5"), (0.1, "0.1"), ("-.5", "-0.5"), ("+3.", "3")])
def test_a_decimal_is_taken_as_it_is_written(value: object, read: str) -> None:
    assert read_decimal(value) == Decimal(read)


@pytest.mark.parametrize(
    "value", ["", ".", "1e5", "NaN", "inf", "1" * 21, "1." + "1" * 13, True, None, [1], "１２", 1e300]
)
def test_what_is_no_plain_number_is_no_decimal(value: object) -> None:
    with pytest.raises(GraphQLError, match="Decimal cannot represent"):
        read_decimal(value)


@pytest.mark.parametrize("value", [0.5, "0.5", 1, "1"])
def test_a_decimal_variable_takes_numbers_and_text(service: Service, value: object) -> None:
    query = """query($x: Decimal!, $y: Decimal!) {
      enterpriseMonths(where: { revenueCny: { gte: $x } }) {
        totalCount
        groups(by: [{ field: PERIOD }], having: { sum: { revenueCny: { gte: $x } } }) { totalCount }
      }
      observations(where: { value: { notIn: [$x] }, or: [{ value: { lt: $y } }] }) { totalCount }
    }"""

    answer = service.execute(query, x=value, y=value).data

    assert answer == service.execute(query, x=str(value), y=str(value)).data


@pytest.mark.parametrize("literal", ["NaN", "true", "[1]"])
def test_a_literal_of_another_kind_is_refused_as_it_is_written(service: Service, literal: str) -> None:
    query = f"{{ enterpriseMonths(where: {{ revenueCny: {{ eq: {literal} }} }}) {{ totalCount }} }}"

    refused = service.execute(query).error

    assert refused["message"].startswith(f"Decimal cannot represent '{literal}'")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0E-6", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("12000000000.50", "12000000000.5"),
        ("-100.000000", "-100"),
        ("1200", "1200"),
        ("0.000001", "0.000001"),
    ],
)
def test_a_decimal_is_written_in_full_without_idle_zeros(value: str, written: str) -> None:
    assert write_decimal(Decimal(value)) == written


@pytest.mark.parametrize("value", ["2016-3-1", "20160301", "2016-02-30", "2016-03-01T00:00:00Z", 5, None])
def test_what_is_no_day_is_no_date(value: object) -> None:
    with pytest.raises(GraphQLError, match="Date cannot represent"):
        read_date(value)


def utc(*parts: int) -> datetime:
    """An instant as the warehouse keeps it."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def test_an_instant_is_brought_to_utc() -> None:
    assert read_instant("2016-03-31T08:00:00+08:00") == utc(2016, 3, 31)
    assert read_instant("2016-03-31T08:00:00Z") == read_instant("2016-03-31T08:00:00") == utc(2016, 3, 31, 8)
    assert write_instant(utc(2016, 3, 31, 8)) == "2016-03-31T08:00:00Z"


@pytest.mark.parametrize("value", ["2016-03-31", "x", "0001-01-01T00:00:00+14:00", 1, None])
def test_what_is_no_instant_is_refused(value: object) -> None:
    with pytest.raises(GraphQLError, match="DateTime cannot represent"):
        read_instant(value)


def test_a_long_is_exact_in_javascript_or_refused() -> None:
    assert write_long(2**53 - 1) == read_long(2**53 - 1) == 9007199254740991
    for read_or_write in (read_long, write_long):
        with pytest.raises(GraphQLError, match="Long cannot represent"):
            read_or_write(2**53)


class AsWritten(Decimal):
    """A decimal of a value is none of these."""


PLANTED = {
    "a decimal is read in binary": Fault(
        test_a_decimal_is_taken_as_it_is_written,
        {"graph.declare.scalars.Decimal": lambda text: Decimal(float(text))},
        r"Decimal\('12.0999",
        {"value": "12.10", "read": "12.10"},
    ),
    "a decimal is written as Python writes it": Fault(
        test_a_decimal_is_written_in_full_without_idle_zeros,
        {"graph.declare.scalars.Decimal": AsWritten},
        "'0.000000' == '0'",
        {"value": "0E-6", "written": "0"},
    ),
    "a number of any form is a decimal": Fault(
        test_what_is_no_plain_number_is_no_decimal,
        {"graph.declare.scalars._DECIMAL": re.compile(".*")},
        "DID NOT RAISE",
        {"value": "1e5"},
        by=pytest.fail.Exception,
    ),
    "a long integer has any length": Fault(
        test_a_long_is_exact_in_javascript_or_refused,
        {"graph.declare.scalars.LARGEST_EXACT": 2**63 - 1},
        "DID NOT RAISE",
        by=pytest.fail.Exception,
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_reported(fault: str, request: pytest.FixtureRequest) -> None:
    PLANTED[fault].plant(request)
