"""Invented platforms beside the first three: 17 joint ones, provincial ones of two years, and what the third year won.

What is planted: two that are known by their month only, three applied for, one refused, one approved before it was
applied for, and one whose host is an enterprise of no register. Hosts are institutes: no firm's facts depend on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from warehouse.forms.form import Form
from warehouse.forms.platform_register import PLATFORM_REGISTER
from warehouse.sample.firms import synthetic_credit_code
from warehouse.sample.workbook import Cell

Row = Mapping[str, Cell]

_JOINT = 17
_JOINT_LEVEL, _NATIONAL, _PROVINCIAL = "国家地方联合", "国家级", "省级"
_STATE_LAB, _CENTRE, _LABORATORY = "国家重点实验室", "企业技术中心", "工程实验室"
_FIELDS = ("先进装备和智能制造", "新材料", "信息技术", "生物医药", "新能源")
UNKNOWN_HOST = synthetic_credit_code(999_997)
"""Of a host that no register has."""


def platform_deliveries(first_year: int) -> list[tuple[str, Form, list[Row]]]:
    return [("02_51_创新平台名录_二.xlsx", PLATFORM_REGISTER, _rows(first_year))]


def platform_truths(first_year: int) -> list[dict[str, object]]:
    """What the counters of the third year say, and which two platforms contradict another entry."""
    year = first_year + 2
    return [
        {
            "id": "platforms_won",
            "what": "Of 3 joint platforms, 2 national technology centres and 2 state key laboratories the third year"
            " won 2, 1 and 1 (the laboratory by its month); all 17 joint ones of before are named. One approval was"
            " never dated, 3 are applied for, one was refused.",
            "year": year,
            "expected": {
                "won": {"platform_national_local_count": 2, "national_enterprise_tech_center_count": 1,
                        "state_key_lab_count": 1},
                "listed_joint": _JOINT,
                "undated": 1,
                "applied": 3,
                "refused": 1,
                "month_only": {_id(18): f"{first_year + 1}-06", _id(32): f"{year}-10"},
            },
        },
        {
            "id": "platforms_contradicting",
            "what": "One was approved a month before it was applied for; the host of another is in no register.",
            "expected": {"approved_before_applied": [_id(21)], "host_unknown": [_id(22)]},
        },
    ]  # fmt: skip


def _id(number: int) -> str:
    return f"XNT1{number:02d}"


def _rows(first_year: int) -> list[Row]:
    second, third = first_year + 1, first_year + 2
    # Level, type, day or month of approval, day of application, state.
    joint = [
        (_JOINT_LEVEL, _LABORATORY, date(first_year - 4 + number // 4, 3 + number % 9, 15), None, "通过评估")
        for number in range(_JOINT)
    ]
    provincial = [
        (_PROVINCIAL, _CENTRE, f"{second}-06", None, "获批立项"),
        *((_PROVINCIAL, _CENTRE, date(second, month, 20), date(second, month - 2, 10), "获批立项") for month in (4, 9)),
        (_PROVINCIAL, _LABORATORY, date(second, 5, 20), date(second, 6, 20), "获批立项"),
        (_PROVINCIAL, _LABORATORY, date(second, 11, 20), date(second, 3, 20), "获批立项"),
        *((_PROVINCIAL, _CENTRE, date(first_year, month, 20), None, "通过评估") for month in (3, 5, 6, 8, 11)),
        (_PROVINCIAL, _CENTRE, None, None, "获批立项"),
    ]
    won = [
        (_JOINT_LEVEL, _LABORATORY, date(third, 8, 10), date(third, 2, 20), "获批立项"),
        (_JOINT_LEVEL, _LABORATORY, date(third, 11, 25), date(third, 2, 20), "获批立项"),
        (_NATIONAL, _CENTRE, date(third, 12, 5), date(third, 3, 10), "获批立项"),
        (_NATIONAL, _STATE_LAB, f"{third}-10", date(third, 3, 10), "获批立项"),
        (_JOINT_LEVEL, _LABORATORY, None, date(third, 2, 20), "申报中"),
        (_NATIONAL, _CENTRE, None, date(third, 3, 10), "申报中"),
        (_PROVINCIAL, _LABORATORY, None, date(third, 9, 10), "申报中"),
        (_NATIONAL, _STATE_LAB, None, date(third, 3, 10), "未获批"),
    ]
    rows: list[Row] = []
    for number, (level, kind, approved, applied, status) in enumerate([*joint, *provincial, *won], start=1):
        rows.append(
            {
                "platform_id": _id(number), "name_zh": f"样例{level}平台{number:02d}(合成)",
                "name_en": f"Sample platform {number:02d} (synthetic)", "platform_type": kind, "level": level,
                "host_name": f"样例研究院{number % 7 + 1}(合成)",
                "credit_code": UNKNOWN_HOST if number == _JOINT + 5 else None,
                "industry_name": _FIELDS[number % len(_FIELDS)],
                "approving_body_name": None if approved is None else "样例省发展改革委(合成)",
                "approved_date": approved if isinstance(approved, date) else None,
                "approved_period": approved if isinstance(approved, str) else None,
                "applied_date": applied, "status": status,
            }
        )  # fmt: skip
    return rows
