"""What people did about some warnings of the sample: the course of metal prices, and a broken covenant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from warehouse.forms.form import Form
from warehouse.forms.warning_handling import WARNING_HANDLING
from warehouse.sample.firms import Firms
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]

_FIRST_YEAR = 2014
"""The warnings follow from the prices of these years; another sample has others."""
_LARGEST = 58
_NICKEL, _ALUMINIUM, _COPPER = 0, 1, 16


def warning_deliveries(firms: Firms, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    rows = _rows(firms, first_year)
    return [("02_52_预警处置登记.xlsx", WARNING_HANDLING, rows)] if rows else []


def warning_truths(firms: Firms, first_year: int) -> list[dict[str, object]]:
    if not _rows(firms, first_year):
        return []
    nickel, aluminium, copper = (_shock(firms, index, period) for index, period in (
        (_NICKEL, "2015-02"), (_ALUMINIUM, "2014-02"), (_COPPER, "2015-02"),
    ))  # fmt: skip
    return [
        {
            "id": "warnings_handled",
            "what": "The nickel maker was warned of its price in February 2015, and its revenue fell by more than a"
            " tenth on the same base; one that people found untrue missed as well; a broken covenant is acted upon.",
            "expected": {
                nickel: {"state": "CLOSED", "verdict": "TRUE", "outcome": "HIT"},
                aluminium: {"state": "LAPSED", "verdict": "TRUE", "outcome": "HIT"},
                copper: {"state": "CLOSED", "verdict": "FALSE", "outcome": "NOT_HIT"},
                _COVENANT: {"state": "ACTING", "verdict": "UNCLEAR", "outcome": "OPEN"},
            },
        }
    ]


_COVENANT = "covenant_breach/XN_REG_A/reinvestment_multiple/2016-06-30"


def _shock(firms: Firms, index: int, period: str) -> str:
    return f"price_shock/E{str(firms.table['credit_code'][index])[8:17]}/{period}"


def _rows(firms: Firms, first_year: int) -> list[Row]:
    if firms.table.height < _LARGEST or first_year != _FIRST_YEAR:
        return []
    one, other = "样例张(合成)", "样例李(合成)"
    rows = (
        (_shock(firms, _NICKEL, "2015-02"), date(2015, 3, 25), "已确认", one, None, "镍价下跌"),
        (_shock(firms, _NICKEL, "2015-02"), date(2015, 4, 20), "处置中", one, "属实", "落实直供电"),
        (_shock(firms, _NICKEL, "2015-02"), date(2016, 1, 20), "已关闭", one, None, "列入价格豁免核查"),
        (_shock(firms, _ALUMINIUM, "2014-02"), date(2014, 3, 28), "已确认", other, "属实", None),
        (_shock(firms, _COPPER, "2015-02"), date(2015, 3, 25), "已确认", other, None, None),
        (_shock(firms, _COPPER, "2015-02"), date(2015, 6, 10), "已关闭", other, "不属实", "已签长期合同"),
        (_COVENANT, date(2016, 7, 15), "处置中", one, "未明", "约谈基金管理人"),
    )
    names = ("warning_code", "handled_date", "handling_status", "person_name", "verdict", "note")
    return [dict(zip(names, row, strict=True)) for row in rows]
