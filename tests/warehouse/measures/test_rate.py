"""Numbers that do not fit their column are null, and never an error."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from warehouse.measures.rate import stored, stored_rate


@pytest.mark.parametrize("number", [1e13, -1e20, float("inf"), float("nan"), None])
def test_a_number_that_does_not_fit_its_column_is_null(number: float | None) -> None:
    frame = pl.DataFrame({"n": [number, 1.5]}, schema={"n": pl.Float64})

    assert frame.select(stored("n", pl.Decimal(19, 6))).to_series().to_list() == [None, Decimal("1.5")]
    assert frame.select(stored_rate(pl.col("n"))).to_series().to_list() == [None, Decimal("1.5")]
