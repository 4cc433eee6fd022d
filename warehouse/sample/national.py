"""Applications of three invented projects for national funding: paid in two parts, refused, and waiting for review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from warehouse.forms.form import Form
from warehouse.forms.national_application import NATIONAL_APPLICATION
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]

_PAID, _REFUSED, _WAITING = "XNP001", "XNP002", "XNP003"


def national_deliveries(first_year: int) -> list[tuple[str, Form, list[Row]]]:
    return [("02_55_国家专项申报进展.xlsx", NATIONAL_APPLICATION, _rows(first_year))]


def national_truths(first_year: int) -> list[dict[str, object]]:
    submitted = date(first_year + 2, 6, 20)
    return [
        {
            "id": "national_applications",
            "what": "One project got 15 of 18 million yuan that were approved, of 20 applied for; one was refused; one"
            " waits for its review since June.",
            "expected": {
                _PAID: {"step": "FUNDED", "requestedCny": "20000000", "approvedCny": "18000000",
                        "receivedTotalCny": "15000000"},
                _REFUSED: {"step": "REFUSED", "requestedCny": "12000000", "approvedCny": None,
                           "receivedTotalCny": None},
                _WAITING: {"step": "SUBMITTED", "requestedCny": "9000000", "approvedCny": None,
                           "receivedTotalCny": None},
            },
            "waiting_since": str(submitted),
        }
    ]  # fmt: skip


def _rows(first_year: int) -> list[Row]:
    year = first_year + 2
    steps: tuple[tuple[str, str, date, int | None, int | None, int | None, str | None], ...] = (
        (_PAID, "组织申报", date(year, 1, 12), 2_000, None, None, None),
        (_PAID, "已上报", date(year, 2, 26), None, None, None, None),
        (_PAID, "评审", date(year, 4, 18), None, None, None, "合成：专家评审"),
        (_PAID, "批复", date(year, 6, 6), None, 1_800, None, None),
        (_PAID, "资金到位", date(year, 7, 28), None, None, 900, "合成：首批"),
        (_PAID, "资金到位", date(year, 11, 15), None, None, 600, None),
        (_REFUSED, "组织申报", date(year, 1, 20), 1_200, None, None, None),
        (_REFUSED, "已上报", date(year, 3, 1), None, None, None, None),
        (_REFUSED, "未获批", date(year, 5, 30), None, None, None, None),
        (_WAITING, "组织申报", date(year, 5, 9), 900, None, None, None),
        (_WAITING, "已上报", date(year, 6, 20), None, None, None, None),
    )
    names = ("project_id", "step", "step_date", "requested", "approved", "received", "note")
    return [dict(zip(names, row, strict=True)) for row in steps]
