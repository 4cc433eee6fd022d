"""The same rows in another order give the same tables, to the last digit."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from tests.warehouse.measures.test_forecast import LEVEL, POINT, RULES, forecast, grown, series
from tests.warehouse.measures.test_growth import (
    NO_CHANGES,
    NO_SHARES,
    PARKS,
    counted,
    products,
    registered,
    totals,
)
from tests.warehouse.measures.test_nowcast import DUE_IN_JUNE, FOOD, METAL, answered
from tests.warehouse.measures.test_nowcast import MEMBERS as RESPONDERS
from tests.warehouse.measures.test_nowcast import RULE as NOWCAST
from tests.warehouse.measures.test_target_progress import COUNT, SHARE, judge
from warehouse.measures.forecasts.forecast_score import forecast_scores
from warehouse.measures.forecasts.rolling_origin import year_errors
from warehouse.measures.growth.coefficients import coefficients, load_value_added_rates
from warehouse.measures.growth.growth_rows import bridge_rows, cell_rows, growth_rows, load_growth_rules
from warehouse.measures.growth.growth_rows import member_rows as growth_members
from warehouse.measures.nowcasts.nowcast_rows import member_rows, nowcast_rows

Order = Callable[[pl.LazyFrame], pl.LazyFrame]
"""The rows of a frame in one order or another."""
_DRAWN = random.Random(2016)
_FIRMS = [f"F{number:02}" for number in range(40)]
_MONTHS = ("2015-03", "2014-03")
_TOTALS = totals(
    *((firm, month, *(_DRAWN.randrange(1, 10**9) for _ in range(3))) for firm in _FIRMS for month in _MONTHS)
).with_columns(pl.col("value_cny", "restated_base_cny", "first_value_cny") + pl.lit("0.37").cast(pl.Decimal(18, 2)))
_PRODUCTS = products(
    *(
        (firm, product, month, *(round(_DRAWN.uniform(0.1, 10**digits), 6) for digits in (4, 4, 5, 5, 3)))
        for firm in _FIRMS
        for product in "uvwxyz"
        for month in _MONTHS
    )
)
_MEMBERS = counted(
    *(("province", "province", firm, 1.0) for firm in _FIRMS),
    *(("chain", f"L{half}", firm, 0.5) for half in "12" for firm in _FIRMS),
    *(("chain", "L3", firm, round(_DRAWN.random(), 6)) for firm in _FIRMS),
)
_MERGERS = pl.concat([
    NO_CHANGES,
    *(
        pl.LazyFrame({"enterprise_id": firm, "change_kind": "merger", "change_date": date(2015, 1, 1),
                      "new_status": None, "other_enterprise_id": heir}, schema=NO_CHANGES.collect_schema())
        for firm, heir in (("F01", "F00"), ("F02", "F00"), ("F03", "F05"), ("F03", "F04"))
    ),
])  # fmt: skip


def _cells(order: Order) -> pl.LazyFrame:
    return cell_rows(order(_PRODUCTS), order(_MERGERS))


def _growth(order: Order) -> pl.LazyFrame:
    rows = (order(frame) for frame in (_TOTALS, _cells(order), _MEMBERS, _MERGERS, PARKS))
    return growth_rows(*rows, known=NO_SHARES, rules=load_growth_rules())


def _bridge(order: Order) -> pl.LazyFrame:
    rows = (order(frame) for frame in (_TOTALS, _cells(order), _MEMBERS, _MERGERS, registered(*_FIRMS)))
    return bridge_rows(*rows, known=NO_SHARES, rules=load_growth_rules())


def _members(order: Order) -> pl.LazyFrame:
    rows = (order(frame) for frame in (_TOTALS, _MEMBERS, _MERGERS, registered(*_FIRMS)))
    return growth_members(*rows, known=NO_SHARES)


_STATED = pl.LazyFrame(
    [(firm, 2015, round(_DRAWN.random(), 6), _DRAWN.randrange(10**12)) for firm in "ABCD" for _ in range(30)],
    schema=["enterprise_id", "year", "sei_share", "product_output_cny"],
    orient="row",
)


def _shares(order: Order) -> pl.LazyFrame:
    no_firms = pl.LazyFrame(schema=dict.fromkeys(("enterprise_id", "industry_standard"), pl.String)
                            | {"industry_class_code": pl.String, "is_synthetic": pl.Boolean})  # fmt: skip
    return coefficients(order(_STATED), no_firms, load_value_added_rates(), [2015]).sort("enterprise_id")


def _nowcast(order: Order) -> pl.LazyFrame:
    return nowcast_rows(order(answered(METAL + FOOD, DUE_IN_JUNE)), order(RESPONDERS), NOWCAST)


def _imputed(order: Order) -> pl.LazyFrame:
    return member_rows(order(answered(METAL + FOOD, DUE_IN_JUNE)), order(RESPONDERS), NOWCAST)


_POINTS = series([round(value, 6) for value in grown()])


def _forecast(order: Order) -> pl.LazyFrame:
    made, bands = forecast(
        order(_POINTS.lazy()).collect(), *({**target, "period": "2015-06"} for target in (POINT, LEVEL))
    )
    return made.join(bands, on="forecast_id", maintain_order="left_right").lazy()


def _scores(order: Order) -> pl.LazyFrame:
    return forecast_scores(order(year_errors(_POINTS, RULES)).collect(), RULES[-1]).lazy()


_VALUES = pl.LazyFrame({"number": range(36)})


def _progress(order: Order) -> pl.LazyFrame:
    """Two targets in six months, each in three vintages."""
    rows = []
    for number in order(_VALUES).collect()["number"]:
        vintage, month = divmod(number // 2, 6)
        target = (SHARE, COUNT)[number % 2]
        rows.append({**target, "day": date(2016, 4 + month, 30 - (month == 6)), "value": 12.2 + number / 7,
                     "numerator": f"v{vintage}", "is_default": vintage == 0})  # fmt: skip
    return judge(*rows).lazy()


_MADE = {
    "growth": _growth, "growth_bridge": _bridge, "growth_bridge_cell": _cells, "growth_member": _members,
    "coefficients": _shares, "nowcast": _nowcast, "nowcast_member": _imputed, "forecast": _forecast,
    "forecast_score": _scores, "target_progress": _progress,
}  # fmt: skip


@pytest.mark.parametrize("made", _MADE)
def test_rows_in_another_order_give_the_same_table(made: str) -> None:
    given = _MADE[made](lambda frame: frame).collect()

    assert given.height > 0
    for seed in range(3):
        again = _MADE[made](lambda frame, seed=seed: frame.collect().sample(fraction=1, shuffle=True, seed=seed).lazy())
        assert again.collect().equals(given)
