"""Invented projects, platforms and parks, and the truths about the projects' second year.

The totals follow a published year: 25 % of the plan by April, 89 % by September, 119 % in December, and 19 of 20 new
starts under way. Amounts are whole ten thousand yuan (万元), as in the forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from warehouse.forms.form import Form
from warehouse.forms.monthly_project_report import MONTHLY_PROJECT_REPORT
from warehouse.forms.park_register import PARK_REGISTER
from warehouse.forms.platform_register import PLATFORM_REGISTER
from warehouse.forms.project_milestone import PROJECT_MILESTONE
from warehouse.forms.project_register import PROJECT_REGISTER
from warehouse.sample.firms import Firms

Row = Mapping[str, str | int | date | None]

_CATEGORIES = ("续建",) * 8 + ("计划新开工",) * 20 + ("预备",) * 2
ACTIVE_BEFORE = 28
"""Projects with a plan for the second year; the reserve follows them and has none."""
NEVER_OPENED = 27
_CORRECTED, _CORRECTED_MONTH, _CORRECTED_PER_CENT = 4, 11, 70
"""A continuing project of which one month is corrected: to so much of the year's plan, 22 points behind schedule."""
_PLAN = 222_500
_DONE = {2: 9_000, 3: 29_000, 4: 55_534, 5: 82_000, 6: 118_000, 7: 143_000, 8: 170_000, 9: 197_813, 10: 220_000,
         11: 243_000, 12: 264_800}  # fmt: skip
"""Completed since January by month: 2225 and 2648 hundred million yuan of the published year, a thousandth each."""


_PARKS = {"XNY01": (1_250, 860_000), "XNY02": (480, 1_730_000)}
"""Hectares planned and output of the second year, in ten thousand yuan."""
_PLATFORMS = (
    ("工程研究中心", "样例省发展改革委(合成)", "获批立项"),
    ("工程实验室", "样例省发展改革委(合成)", "建设"),
    ("企业技术中心", "样例省工信委、样例省财政厅(合成)", "通过评估"),
)
"""Type, approving authority and stage."""
_PLATFORM_NAMES_EN = ("engineering research centre", "engineering laboratory", "enterprise technology centre")


def project_deliveries(firms: Firms, first_year: int) -> list[tuple[str, Form, list[Row]]]:
    """File name, form and rows of each delivery about projects, platforms and parks."""
    return [
        ("02_07_重大项目名录.xlsx", PROJECT_REGISTER, _register(firms, first_year + 1)),
        ("02_08_项目进度月报.xlsx", MONTHLY_PROJECT_REPORT, _reports(first_year + 1)),
        ("02_09_创新平台名录.xlsx", PLATFORM_REGISTER, _platforms(firms, first_year)),
        ("02_10_园区与集群名录.xlsx", PARK_REGISTER, _parks(first_year + 1)),
        ("02_11_项目节点进度.xlsx", PROJECT_MILESTONE, _milestones(first_year + 1)),
    ]


def project_truths(first_year: int) -> list[dict[str, object]]:
    """The expected results of the reports, as decimal strings."""
    year = first_year + 1
    return [
        {
            "id": "projects_above_plan",
            "what": "A plan of 2.225 billion yuan is completed to 119 %, and 19 of 20 new starts are under way.",
            "expected": {
                "project_count": 30,
                "plan_investment_cny": str(_PLAN * 10_000),
                "completed_investment_ytd_cny": {
                    f"{year}-{month:02d}": str(_DONE[month] * 10_000) for month in (4, 9, 12)
                },
                "completion_rate": {f"{year}-04": "0.249591", f"{year}-09": "0.889047", f"{year}-12": "1.190112"},
                "start_rate": {f"{year}-12": "0.95"},
            },
        },
        {
            "id": "project_milestones",
            "what": "19 of 20 new starts began 9 days after the day planned and one has not; of 8 continuing projects "
            "half finished the main works 10 days early and half 15 days late; 28 come into use a year later.",
            "expected": {
                "milestones": 56,
                "days_late": {"9": 19, "-10": 4, "15": 4},
                "delayed": {"project_id": project_id(NEVER_OPENED), "milestone_name": "开工",
                            "planned_date": f"{year}-09-01"},
                "planned": 28,
            },
        },
        {
            "id": "project_lights",
            "what": "28 projects report for 11 months and go the same way. By the points of Yinchuan February and "
            "March are yellow, and the one start that never came is yellow in September and October and red from "
            "November on. By the parts of Wuhan February (24 % of the schedule) and March (52 %) are red and April "
            "(75 %) is yellow. One month of one project is corrected afterwards, and yellow by both.",
            "expected": {
                "yinchuan": {"YELLOW": 28 * 2 + 2 + 1, "RED": 2, "GREEN": 28 * 9 - 4 - 1},
                "wuhan": {"YELLOW": 28 + 1, "RED": 28 * 2, "GREEN": 28 * 8 - 1},
                "missed_start": {
                    "project_id": project_id(NEVER_OPENED),
                    "lights": {f"{year}-08": "GREEN", f"{year}-09": "YELLOW", f"{year}-10": "YELLOW",
                               f"{year}-11": "RED", f"{year}-12": "RED"},
                },
            },
        },
        {
            "id": "late_restatement",
            "what": "A month of a project, first reported above its plan, is corrected after the year has ended to 70 "
            "% of it: what the board showed as green is yellow.",
            "expected": {
                "project_id": project_id(_CORRECTED),
                "period": f"{year}-{_CORRECTED_MONTH}",
                "file": "02_99_项目进度修订.xlsx",
                "before": {"yinchuan": "GREEN", "wuhan": "GREEN"},
                "after": {"yinchuan": "YELLOW", "wuhan": "YELLOW"},
            },
        },
        {
            "id": "platforms",
            "what": "Three provincial platforms, each with the body that approved it.",
            "expected": {f"XNT{number + 1:02d}": body for number, (_, body, _) in enumerate(_PLATFORMS)},
        },
        {
            "id": "parks",
            "what": "Two parks with their planned area in hectares and their output of the second year.",
            "expected": {
                park: {"planned_area_hectares": str(area), "output_year": year, "gross_output_cny": f"{output}0000"}
                for park, (area, output) in _PARKS.items()
            },
        },
    ]  # fmt: skip


def project_id(number: int) -> str:
    return f"XNP{number + 1:03d}"


def _shares(total: int, parts: int) -> list[int]:
    """`total` in increasing whole parts, the last with the remainder."""
    weight = parts * (parts + 1) // 2
    shares = [total * (number + 1) // weight for number in range(parts)]
    shares[-1] += total - sum(shares)
    return shares


def _register(firms: Firms, year: int) -> list[Row]:
    known = firms.table.select("credit_code", "name", "region_code", "industry_name").rows()
    plans: list[int | None] = [*_shares(_PLAN, ACTIVE_BEFORE)]
    rows: list[Row] = []
    for number, category in enumerate(_CATEGORIES):
        code, name, region, field = known[number % len(known)]
        plan = plans[number] if number < ACTIVE_BEFORE else None
        rows.append(
            {
                "project_id": project_id(number), "name_zh": f"样例项目{number + 1:02d}(合成)",
                "name_en": f"Sample project {number + 1:02d} (synthetic)", "project_category": category,
                "status": "在建" if category == "续建" else "拟建", "owner_name": name, "credit_code": code,
                "region_code": region, "industry_name": field, "lead_department_name": "省发展改革委",
                "total_investment": 3 * (plan or 5_000), "plan_year": year,
                "plan_investment": plan,
            }
        )  # fmt: skip
    return rows


def _reports(year: int) -> list[Row]:
    rows: list[Row] = []
    plans = _shares(_PLAN, ACTIVE_BEFORE)
    for month, total in _DONE.items():
        for number, done in enumerate(_shares(total, ACTIVE_BEFORE)):
            opened = date(year, 2 + number % 10, 10) if _CATEGORIES[number] == "计划新开工" else None
            is_open = opened is not None and opened.month <= month and number != NEVER_OPENED
            rows.append(
                {
                    "project_id": project_id(number), "name_zh": f"样例项目{number + 1:02d}(合成)",
                    "period": f"{year}-{month:02d}", "plan_investment": plans[number], "completed_investment": done,
                    "opened_date": opened if is_open else None,
                    "milestone": "主体工程施工" if is_open else None,
                }
            )  # fmt: skip
    return rows


def corrected_report(year: int) -> Row:
    """The report of one project and month as it is corrected afterwards: less than was reported at first."""
    (row,) = (
        row
        for row in _reports(year)
        if row["project_id"] == project_id(_CORRECTED) and row["period"] == f"{year}-{_CORRECTED_MONTH}"
    )
    return dict(row) | {"completed_investment": _shares(_PLAN, ACTIVE_BEFORE)[_CORRECTED] * _CORRECTED_PER_CENT // 100}


def _milestones(year: int) -> list[Row]:
    rows: list[Row] = []
    for number, category in enumerate(_CATEGORIES[:ACTIVE_BEFORE]):
        if category == "计划新开工":
            month = 2 + number % 10
            is_open = number != NEVER_OPENED
            first = ("开工", date(year, month, 1), date(year, month, 10) if is_open else None)
        else:
            first = ("主体工程完工", date(year, 6, 30), date(year, 6, 20) if number % 2 else date(year, 7, 15))
        for name, planned, reached in (first, ("投产", date(year + 1, 6, 30), None)):
            status = "已完成" if reached else "延期" if planned.year == year else "未开始"
            rows.append(
                {
                    "project_id": project_id(number), "name_zh": f"样例项目{number + 1:02d}(合成)",
                    "milestone_name": name, "planned_date": planned, "reached_date": reached,
                    "milestone_status": status,
                }
            )  # fmt: skip
    return rows


def _platforms(firms: Firms, first_year: int) -> list[Row]:
    code, name, _, field = firms.table.select("credit_code", "name", "region_code", "industry_name").row(0)
    return [
        {
            "platform_id": f"XNT{number + 1:02d}", "name_zh": f"样例{kind}(合成)",
            "name_en": f"Sample {_PLATFORM_NAMES_EN[number]} (synthetic)", "platform_type": kind, "level": "省级",
            "host_name": name, "credit_code": code, "industry_name": field, "approving_body_name": body,
            "approved_date": date(first_year + number, 10, 20), "status": state,
        }
        for number, (kind, body, state) in enumerate(_PLATFORMS)
    ]  # fmt: skip


def _parks(year: int) -> list[Row]:
    rows = (
        (
            "XNY01",
            "样例装备产业园(合成)",
            "Sample equipment park (synthetic)",
            "产业园",
            "620900",
            "先进装备和智能制造",
        ),
        ("XNY02", "样例镍钴集群(合成)", "Sample nickel and cobalt cluster (synthetic)", "产业集群", "620300", "新材料"),
    )
    return [
        {
            "park_id": park, "name_zh": name, "name_en": name_en, "park_kind": kind, "region_code": region,
            "manager_name": name.replace("(合成)", "管委会(合成)"), "industry_name": field, "status": "运营",
            "planned_area": _PARKS[park][0], "output_year": year, "gross_output": _PARKS[park][1],
        }
        for park, name, name_en, kind, region, field in rows
    ]  # fmt: skip
