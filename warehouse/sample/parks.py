"""Firms of the sample's parks, and two further parks: one in an area that overlaps prefectures, one in its prefecture.

What is planted: a firm that left, one that entered late, one that counts by part, one in no register, and one that two
parks have whole at one time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from warehouse.forms.form import Form
from warehouse.forms.park_member import PARK_MEMBER
from warehouse.forms.park_register import PARK_REGISTER
from warehouse.sample.firms import Firms, synthetic_credit_code
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]

_LARGEST = 58
EQUIPMENT, CLUSTER, AREA_PARK, CAPITAL_PARK = "XNY01", "XNY02", "XNY11", "XNY12"
AREA, CAPITAL, CLUSTER_CITY = "620171", "620100", "620300"
UNKNOWN = synthetic_credit_code(999_995)
"""Of a firm that no register has."""
_LEFT, _ENTERED, _PARTLY, _TWICE = 18, 32, 43, 13
_MEMBERS = {
    EQUIPMENT: (4, 11, _PARTLY),
    CLUSTER: (0, 12, _LEFT, _ENTERED, 10, 22),
    AREA_PARK: (_TWICE, 50),
    CAPITAL_PARK: (27, 37),
}
_PER_CENT = 60


def park_deliveries(firms: Firms, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    if firms.table.height < _LARGEST:
        return []
    return [
        ("02_53_园区与集群名录_二.xlsx", PARK_REGISTER, _parks()),
        ("02_54_园区企业名录.xlsx", PARK_MEMBER, _members(firms, first_year)),
    ]


def park_truths(firms: Firms, first_year: int) -> list[dict[str, object]]:
    if firms.table.height < _LARGEST:
        return []
    codes = firms.table["credit_code"].to_list()
    last = f"{first_year + 2}-12"
    cluster = [codes[index] for index in _MEMBERS[CLUSTER] if index != _LEFT]
    return [
        {
            "id": "parks_by_month",
            "what": "The firms of four parks at the end of the third year, each with the share that counts: one left"
            " the cluster in its second June, one entered it in March, one counts by six tenths, one is in no register."
            " The park of the new area is in no sum of prefectures; the capital's park has one of its firms again.",
            "period": last,
            "expected": {
                "counted": {
                    EQUIPMENT: {codes[index]: "0.6" if index == _PARTLY else "1" for index in _MEMBERS[EQUIPMENT]},
                    CLUSTER: dict.fromkeys(cluster, "1"),
                    AREA_PARK: {codes[index]: "1" for index in _MEMBERS[AREA_PARK]},
                    CAPITAL_PARK: {codes[index]: "1" for index in _MEMBERS[CAPITAL_PARK]},
                },
                "member_count": {EQUIPMENT: 3, CLUSTER: len(cluster), AREA_PARK: 2, CAPITAL_PARK: 4},
                "twice": {CAPITAL_PARK: codes[_TWICE]},
                "entered": {CLUSTER: f"{first_year + 1}-03"},
                "left": {CLUSTER: f"{first_year + 1}-06"},
                "area": AREA,
                "prefectures": [CAPITAL, CLUSTER_CITY],
            },
        }
    ]


def _parks() -> list[Row]:
    places = ((AREA_PARK, "样例新区产业园(合成)", AREA), (CAPITAL_PARK, "样例省会产业园(合成)", CAPITAL))
    return [
        {
            "park_id": park, "name_zh": name, "name_en": None, "park_kind": "产业园", "region_code": region,
            "manager_name": name.replace("(合成)", "管委会(合成)"), "status": "运营",
        }
        for park, name, region in places
    ]  # fmt: skip


def _members(firms: Firms, first_year: int) -> list[Row]:
    start, year = date(first_year - 2, 7, 1), first_year + 1
    rows: list[Row] = [
        {
            "park_id": park, **_firm(firms, index),
            "entered_date": date(year, 3, 15) if index == _ENTERED else start,
            "left_date": date(year, 6, 30) if index == _LEFT else None,
            "counted_share": _PER_CENT if index == _PARTLY else None,
        }
        for park, members in _MEMBERS.items()
        for index in members
    ]  # fmt: skip
    unknown = {"credit_code": UNKNOWN, "name": "样例配套企业(合成)"}
    rows.append({"park_id": CAPITAL_PARK, **unknown, "entered_date": start})
    rows.append({"park_id": CAPITAL_PARK, **_firm(firms, _TWICE), "entered_date": date(first_year + 2, 1, 10)})
    return rows


def _firm(firms: Firms, index: int) -> dict[str, Cell]:
    return {"credit_code": firms.table["credit_code"][index], "name": firms.table["name"][index]}
