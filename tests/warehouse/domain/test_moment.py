"""Instants as people name them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from warehouse.domain.moment import parse_moment, past_instant


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
