"""Projects: money done against the plan, and whose light is yellow or red, of the newest month that was reported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Number, Origin, decimal
from graph.bulletin.periods import period_text
from graph.bulletin.subjects.growth_rows import marks_of

_TOTALS: Mapping[str, tuple[str, Kind, str, str]] = {
    "count": ("projectCount", Kind.COUNT, "在建项目数", "projects"),
    "reporting": ("reportingCount", Kind.COUNT, "已报项目数", "projects that reported"),
    "plan": ("planInvestmentCny", Kind.MONEY, "年度计划投资", "planned investment of the year"),
    "done": ("completedInvestmentYtdCny", Kind.MONEY, "累计完成投资", "investment, year to date"),
    "completion": ("completionRate", Kind.RATE, "投资完成率", "completion of the plan"),
    "starts": ("newStartCount", Kind.COUNT, "计划新开工项目数", "planned starts"),
    "opened": ("openedNewStartCount", Kind.COUNT, "已开工项目数", "starts that took place"),
    "start_rate": ("startRate", Kind.RATE, "开工率", "share of starts that took place"),
}
_LIGHTS = {"red": "RED", "yellow": "YELLOW", "green": "GREEN"}


def read(data: Mapping[str, Any], context: Context) -> Facts:
    total = next(iter(data["totals"]["nodes"]), None)
    numbers: dict[str, Number | str] = {
        "projects.period": period_text(total["period"], context.lang) if total else "",
        "projects.is_late": Number(
            None if total is None else Decimal(total["period"] < context.period),
            Kind.COUNT,
            "NOT_REPORTED",
            origin=Origin("ProjectTotal.period"),
        ),
    }
    for name, (column, kind, _, _) in _TOTALS.items():
        numbers[f"projects.{name}"] = Number(
            None if total is None else decimal(total[column]),
            kind,
            "NOT_REPORTED",
            marks=frozenset() if total is None else marks_of(total),
            origin=Origin(f"ProjectTotal.{column}"),
        )
    nodes = data["lights"]["nodes"]
    newest = [row for row in nodes if row["period"] == nodes[0]["period"]]
    rule_sets = ", ".join(sorted({row["lightRuleVersionId"] for row in newest}))
    for name, word in _LIGHTS.items():
        numbers[f"projects.{name}"] = Number(
            Decimal(sum(1 for row in newest if row["light"] == word)) if newest else None,
            Kind.COUNT,
            "NOT_REPORTED",
            origin=Origin("ProjectLight.light", rule_sets),
        )
    worst = sorted(
        (row for row in newest if row["light"] in {"RED", "YELLOW"}),
        key=lambda row: (row["light"] != "RED", -(decimal(row["shortfallPp"]) or Decimal(0)), row["project"]["nameZh"]),
    )
    return Facts(numbers, {"projects.behind": [_row(row, context) for row in worst]})


def _row(row: Mapping[str, Any], context: Context) -> Row:
    def number(name: str, kind: Kind) -> Number:
        return Number(
            decimal(row[name]),
            kind,
            "NOT_REPORTED",
            marks=marks_of(row),
            origin=Origin(f"ProjectLight.{name}", row["lightRuleVersionId"]),
        )

    project = row["project"]
    return {
        "name": context.name(project),
        "department": context.name(project["leadDepartment"]),
        "region": context.name(project["region"]),
        "light": context.label("Light", row["light"]),
        "reason": context.label("LightReason", row["reason"]),
        "actual": number("actualShare", Kind.RATE),
        "expected": number("expectedShare", Kind.RATE),
        "shortfall": number("shortfallPp", Kind.POINTS),
        "source": f"{project['submissionId']} {project['sourceSheet']}!{project['sourceRow']}"
        if project["submissionId"]
        else "",
    }


PROJECTS = Subject(
    "projects",
    {
        "projects.period": both("项目报表的最新月份", "the newest month of project reports"),
        "projects.is_late": both("项目报表早于本期为 1，否则为 0", "1 where project reports are older than the period"),
        **{f"projects.{name}": both(zh, en) for name, (_, _, zh, en) in _TOTALS.items()},
        "projects.red": both("红灯项目数", "projects with a red light"),
        "projects.yellow": both("黄灯项目数", "projects with a yellow light"),
        "projects.green": both("绿灯项目数", "projects with a green light"),
    },
    {
        "projects.behind": Table(
            both("黄灯、红灯项目", "Projects with a yellow or red light"),
            (
                Column("name", both("项目", "Project")),
                Column("department", both("牵头单位", "Lead unit")),
                Column("region", both("地区", "Region")),
                Column("light", both("灯", "Light")),
                Column("reason", both("原因", "Reason")),
                Column("actual", both("完成比例", "Done"), Kind.RATE),
                Column("expected", both("应完成比例", "Expected"), Kind.RATE),
                Column("shortfall", both("差距", "Shortfall"), Kind.POINTS),
                Column("source", both("来源", "Source")),
            ),
        )
    },
    read,
)
