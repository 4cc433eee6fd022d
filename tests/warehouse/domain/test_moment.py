"""Instants as people name them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from warehouse.domain.moment import day_in_china, parse_moment, past_instant
from warehouse.measures.china_days import days_in_china


@pytest.mark.parametrize(
    ("named", "instant"),
    [
        # 2016-03-31 in China is not over at 10:00 UTC, and 2016-04-01 has begun there at 17:00.
        ("2016-03-31", "2016-03-31T10:00:00+00:00"),
        ("2016-03-30", "2016-03-30T15:59:59.999999+00:00"),
        ("2016-04-01", "2016-04-01T15:59:59.999999+00:00"),
        ("2016-03-31T12:00:00Z", "2016-03-31T12:00:00+00:00"),
    ],
)
def test_the_day_that_is_under_way_has_come_as_far_as_now_and_no_other_instant_is_moved(
    named: str, instant: str
) -> None:
    now = datetime(2016, 3, 31, 10, tzinfo=UTC)

    assert past_instant(parse_moment(named), now) == datetime.fromisoformat(instant)


def test_the_day_under_way_is_that_of_china() -> None:
    now = datetime(2016, 3, 31, 17, tzinfo=UTC)

    assert past_instant(parse_moment("2016-04-01"), now) == now


def test_the_day_of_an_instant_in_china_begins_at_four_in_the_afternoon_of_utc() -> None:
    instants = [datetime(2016, 3, 31, 15, 59, 59, tzinfo=UTC), datetime(2016, 3, 31, 16, tzinfo=UTC)]
    in_tables = [instant.replace(tzinfo=None) for instant in instants]
    days = [date(2016, 3, 31), date(2016, 4, 1)]

    assert [day_in_china(instant) for instant in instants] == days
    assert [day_in_china(instant) for instant in in_tables] == days
    assert pl.DataFrame({"at": in_tables}).select(days_in_china(pl.col("at")))["at"].to_list() == days
