from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from warehouse.measures.money.internal_rate import Flow, internal_rate

FIRST = date(2014, 1, 1)


def flows(*dated: tuple[int, int | str]) -> list[Flow]:
    """Flows by the number of days since the first."""
    return [(FIRST + timedelta(days=days), Decimal(amount)) for days, amount in dated]


@pytest.mark.parametrize(
    ("dated", "rate"),
    [
        ([(0, -100), (730, 121)], "0.1"),
        ([(0, -100), (1095, "72.9")], "-0.1"),
        ([(0, -100), (365, 10), (730, 10), (1095, 110)], "0.1"),
        # -1000 grows to 1000 at 25 % over 1, 2 and 3 years: 250/1.25 + 312.5/1.5625 + 1171.875/1.953125 = 1000.
        ([(0, -1000), (365, 250), (730, "312.5"), (1095, "1171.875")], "0.25"),
    ],
)
def test_a_rate_that_is_known_by_hand_is_found(dated: list[tuple[int, int | str]], rate: str) -> None:
    assert internal_rate(flows(*dated)).value == Decimal(rate)


def test_half_years_count_by_their_days() -> None:
    found = internal_rate(flows((0, -100), (730 + 365 // 2, "126.9059"))).value

    # 1.1 ** (912 / 365) = 1.26892...: the exponent is days over 365, never rounded to years.
    assert found is not None and abs((1 + found) ** (Decimal(912) / 365) - Decimal("1.269059")) < Decimal("0.00001")


def test_the_order_of_flows_does_not_matter() -> None:
    dated = flows((0, -100), (400, -50), (800, 30), (1500, 200))

    assert internal_rate(dated) == internal_rate(reversed(dated))


@pytest.mark.parametrize(
    ("dated", "note"),
    [
        ([], "no_payment"),
        ([(0, 100), (900, 20)], "no_payment"),
        ([(0, -100), (900, 0), (1000, -5)], "one_sign"),
        ([(0, -100), (729, 121)], "j_curve"),
        ([(0, -1), (1000, 10**12)], "out_of_range"),
        # -100, +230, -132 a year apart: 10 % and 20 % both fit.
        ([(0, -100), (365, 230), (730, -132)], "several_rates"),
    ],
)
def test_a_rate_without_a_meaning_is_left_out_with_its_reason(dated: list[tuple[int, int | str]], note: str) -> None:
    assert (internal_rate(flows(*dated)).value, internal_rate(flows(*dated)).note) == (None, note)


def test_a_late_call_after_a_distribution_still_has_its_one_rate() -> None:
    found = internal_rate(flows((0, -100), (365, 20), (500, -10), (1460, 150)))

    assert found.note is None and found.value is not None
    assert Decimal("0.13") < found.value < Decimal("0.16")


def test_flows_with_two_rates_name_both() -> None:
    rate = internal_rate(flows((0, -100), (365, 230), (730, -132)))

    assert (rate.value, rate.note, rate.roots) == (None, "several_rates", (Decimal("0.1"), Decimal("0.2")))


def test_a_double_rate_is_several_rates_and_named_once() -> None:
    rate = internal_rate(flows((0, -100), (365, 220), (730, -121)))

    assert (rate.value, rate.note, rate.roots) == (None, "several_rates", (Decimal("0.1"),))


def test_flows_that_no_rate_solves_have_no_roots() -> None:
    assert internal_rate(flows((0, -100), (365, 100), (730, -121))).roots == ()
