from __future__ import annotations

from datetime import date, datetime, time

import pytest

from warehouse.reading.cell_text import cell_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", None),
        (None, None),
        ("  padded ", "  padded "),
        ("001", "001"),
        (1234.0, "1234"),
        (-0.0, "0"),
        (0.1 + 0.2, "0.3"),
        (134364.24, "134364.24"),
        (1e-7, "0.0000001"),
        (1.25e-10, "0.000000000125"),
        (999999999999999.0, "999999999999999"),
        (1e15, "1E+15"),
        (913301027368615400.0, "9.13301027368615E+17"),
        (True, "TRUE"),
        (date(2016, 1, 31), "2016-01-31"),
        (datetime.fromisoformat("2016-01-31"), "2016-01-31"),
        (datetime.fromisoformat("2016-01-31 08:30"), "2016-01-31 08:30:00"),
        (time(8, 30), "08:30:00"),
    ],
)
def test_a_cell_becomes_its_shortest_text(value: object, text: str | None) -> None:
    assert cell_text(value) == text
