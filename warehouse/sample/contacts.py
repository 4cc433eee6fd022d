"""Contacts of units with firms, agreements and transfers of platforms, technology projects: invented, a few truths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from warehouse.domain.period import Period
from warehouse.sample.draws import stream
from warehouse.sample.firms import Firms
from warehouse.sample.workbook import Cell

_UNITS = ("省发展改革委", "省工信委", "省科技厅", "省财政厅", "省商务厅", "省政府国资委")
WITHOUT_CONTACT, _ENDING = 3, 2
"""The last firms of the register have nobody who keeps in touch; the very last two end in the year."""
AGREEMENTS, TRANSFERS, TECHNOLOGIES, UPGRADED = 17, 4, 12, 3
_FIELDS = ("新材料", "先进装备和智能制造", "生物医药", "信息技术")

_Rows = list[list[Cell]]


def has_contacts(firms: Firms, periods: Sequence[Period]) -> bool:
    """Whether the sample reaches the plan's year and has firms enough."""
    return (
        len(firms.table) > 2 * (WITHOUT_CONTACT + _ENDING) and max(periods) >= Period(2016, month=12)
        if periods
        else False
    )


def contact_rows(seed: int, firms: Firms) -> _Rows:
    """Each firm but the last few in two quarters of the plan's year; the second time by another person at one unit."""
    rows: _Rows = []
    for index in range(len(firms.table) - WITHOUT_CONTACT - _ENDING):
        unit = _UNITS[index % len(_UNITS)]
        first = date(2016, 3, 1) + timedelta(days=stream(seed, "contacts", index).randrange(60))
        for number, day in enumerate((first, first + timedelta(days=120)), start=1):
            person = f"样例联系人{index % len(_UNITS) + 1}" if unit != _UNITS[0] else f"样例联系人{number}"
            rows.append([*_firm(firms, index), unit, person, day, "合成：了解生产经营情况"])
    return rows


def cooperation_rows(seed: int, firms: Firms) -> _Rows:
    """An agreement of each joint platform in spring, and a result that the first ones transferred in autumn."""
    spring, autumn = date(2016, 3, 1), date(2016, 9, 10)
    planned = [
        *(("产学研协议", number, spring + timedelta(days=5 * number)) for number in range(AGREEMENTS)),
        *(("成果转化", number, autumn + timedelta(days=20 * number)) for number in range(TRANSFERS)),
    ]
    rows: _Rows = []
    for place, (kind, number, day) in enumerate(planned, start=1):
        index = stream(seed, "cooperation", place).randrange(len(firms.table))
        rows.append(
            [f"XNH{place:02}", f"XNT1{number + 1:02}", *_firm(firms, index), kind, day, 50 + 10 * number,
             f"合成：样例成果{place}"]
        )  # fmt: skip
    return rows


def technology_rows(seed: int, firms: Firms) -> _Rows:
    """Four projects of each kind; three upgrades are complete, all of different firms."""
    rows: _Rows = []
    kinds = (("关键技术攻关", "样机"), ("应用技术研究", "专利"), ("智能化改造", "生产线"))
    picked = stream(seed, "technology").sample(range(len(firms.table)), TECHNOLOGIES)
    for number, index in enumerate(picked):
        kind, result = kinds[number % 3]
        is_done = number < UPGRADED * 3
        stage = "已完成" if is_done else "研发"
        start = date(2015, 9, 1) + timedelta(days=20 * number)
        rows.append(
            [f"XNK{number + 1:02}", f"样例{kind}项目{number + 1}(合成)", kind, _FIELDS[number % len(_FIELDS)],
             *_firm(firms, index), stage, 800 + 50 * number, 100 + 5 * number, result if is_done else None,
             number % 3 if is_done else None, start, date(2016, 10, 31) if is_done else None]
        )  # fmt: skip
    return rows


def _firm(firms: Firms, index: int) -> list[Cell]:
    return [firms.table["credit_code"][index], firms.table["name"][index]]


def contact_truths(firms: Firms, periods: Sequence[Period]) -> list[dict[str, object]]:
    if not has_contacts(firms, periods):
        return []
    without = firms.table["credit_code"].to_list()[-WITHOUT_CONTACT - _ENDING : -_ENDING]
    return [
        {
            "id": "contacts_and_technology",
            "what": "Every firm but the last few has a contact; platforms signed and transferred; of the technology "
            "projects some upgrades are complete.",
            "periods": ["2016"],
            "expected": {
                "without_contact": without,
                "agreements": AGREEMENTS,
                "transfers": TRANSFERS,
                "technology_projects": TECHNOLOGIES,
                "upgraded": UPGRADED,
            },
        }
    ]
