"""The quality of the data: who has not reported, which cells are held, and what is not final."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Mark, Number, Origin, decimal
from graph.bulletin.periods import moment_text
from graph.bulletin.subjects.growth_rows import marks_of

_FRESHNESS: Mapping[str, tuple[str, Kind, str, str]] = {
    "expected": ("expectedCount", Kind.COUNT, "应报", "Expected"),
    "received": ("receivedCount", Kind.COUNT, "已报", "Received"),
    "late": ("lateCount", Kind.COUNT, "迟报", "Late"),
    "missing": ("missingCount", Kind.COUNT, "未报", "Missing"),
    "exempt": ("exemptCount", Kind.COUNT, "免报", "Exempt"),
    "share": ("receivedShare", Kind.RATE, "报送率", "Received, share"),
}


def read(data: Mapping[str, Any], context: Context) -> Facts:
    forms: list[Row] = [
        {
            "form": context.label("Form", row["formId"]),
            "period": row["period"],
            "due": moment_text(row["dueAt"], context.lang),
            **{
                name: Number(decimal(row[column]), kind, "NOT_DUE", origin=Origin(f"ReportingFreshness.{column}"))
                for name, (column, kind, _, _) in _FRESHNESS.items()
            },
        }
        for row in data["reportingFreshness"]["nodes"]
    ]
    growth = next(iter(data["nowcasts"]["nodes"]), None)
    nowcast = next(iter(growth["nowcasts"]["nodes"]), None) if growth else None
    marks = frozenset({Mark.ESTIMATED}) if nowcast and nowcast["quality"] != "COMPLETE" else frozenset[Mark]()

    def count(found: int, field_name: str) -> Number:
        return Number(Decimal(found), Kind.COUNT, origin=Origin(field_name))

    own = data["reportingFreshness"]["nodes"]
    return Facts(
        {
            "quality.expected": count(sum(row["expectedCount"] for row in own), "ReportingFreshness.expectedCount"),
            "quality.received": count(sum(row["receivedCount"] for row in own), "ReportingFreshness.receivedCount"),
            "quality.late": count(sum(row["lateCount"] for row in own), "ReportingFreshness.lateCount"),
            "quality.missing_now": count(sum(row["missingCount"] for row in own), "ReportingFreshness.missingCount"),
            "quality.missing": count(data["missing"]["totalCount"], "ReportingStatus.status"),
            "quality.held": count(data["held"]["totalCount"], "HeldCell.state"),
            "quality.flagged": count(data["flagged"]["totalCount"], "Growth.isFlagged"),
            "quality.preliminary": count(data["preliminary"]["totalCount"], "TargetProgress.isPreliminary"),
            "quality.imputed": Number(
                None if nowcast is None else decimal(nowcast["imputedShare"]),
                Kind.RATE,
                "NOT_REPORTED",
                marks=marks | (marks_of(nowcast) if nowcast else frozenset()),
                origin=Origin("Nowcast.imputedShare", nowcast["ruleSetVersionId"] if nowcast else ""),
            ),
        },
        {
            "quality.forms": forms,
            "quality.missing": [_missing(row, context) for row in data["missing"]["nodes"]],
            "quality.preliminary": [_preliminary(row, context) for row in data["preliminary"]["nodes"]],
            "quality.held": [_held(row, context) for row in data["held"]["nodes"]],
        },
    )


def _missing(row: Mapping[str, Any], context: Context) -> Row:
    about = context.name(row["enterprise"]) or context.name(row["project"]) or context.name(row["task"], "titleEn")
    return {
        "form": context.label("Form", row["formId"]),
        "period": row["period"],
        "reporter": context.name(row["department"]) or about,
        "about": about,
        "due": moment_text(row["dueAt"], context.lang) if row["dueAt"] else "",
        "days": Number(decimal(row["daysLate"]), Kind.COUNT, "NOT_DUE", origin=Origin("ReportingStatus.daysLate")),
    }


def _preliminary(row: Mapping[str, Any], context: Context) -> Row:
    vintages = " / ".join(filter(None, (row["numeratorVintageId"], row["denominatorVintageId"])))
    return {
        "target": context.name(row["target"], "titleEn"),
        "period": row["actualPeriod"] or "",
        "actual": Number(
            decimal(row["actual"]),
            Kind.PLAIN,
            marks=marks_of(row),
            origin=Origin("TargetProgress.actual", row["ruleSet"], vintages),
        ),
        "vintage": vintages,
    }


def _held(row: Mapping[str, Any], context: Context) -> Row:
    english, _, chinese = str(row["message"]).partition(" 中文：")
    return {
        "file": row["submission"]["fileName"],
        "submission": row["submissionId"],
        "cell": f"{row['sourceSheet']}!{row['sourceCell']}",
        "period": row["period"] or "",
        "text": row["text"] or "",
        "message": chinese or english if context.lang == "zh" else english,
    }


QUALITY = Subject(
    "quality",
    {
        "quality.expected": both("本期各表应报数", "reports expected for the period"),
        "quality.received": both("本期各表已报数", "reports received for the period"),
        "quality.late": both("本期各表迟报数", "reports of the period that came late"),
        "quality.missing_now": both("本期各表未报数", "reports of the period that are missing"),
        "quality.missing": both("至本期累计未报数", "reports missing up to the period"),
        "quality.held": both("暂留待核实单元格数", "cells held"),
        "quality.flagged": both("含待核实输入的增速数", "growth rows with held inputs"),
        "quality.preliminary": both("初步数据的目标数", "targets on preliminary figures"),
        "quality.imputed": both("插补占估计值的比重", "imputed share of the estimate"),
    },
    {
        "quality.forms": Table(
            both("报送情况", "Reports received"),
            (
                Column("form", both("报表", "Form")),
                Column("period", both("报告期", "Period")),
                Column("due", both("截止", "Due")),
                *(Column(name, both(zh, en), kind) for name, (_, kind, zh, en) in _FRESHNESS.items()),
            ),
        ),
        "quality.missing": Table(
            both("未报清单", "Reports missing"),
            (
                Column("form", both("报表", "Form")),
                Column("period", both("报告期", "Period")),
                Column("reporter", both("报告单位", "Reporter")),
                Column("about", both("事项", "About")),
                Column("due", both("截止", "Due")),
                Column("days", both("逾期天数", "Days late"), Kind.COUNT),
            ),
        ),
        "quality.preliminary": Table(
            both("初步数", "Preliminary figures"),
            (
                Column("target", both("目标", "Target")),
                Column("period", both("期间", "Period")),
                Column("actual", both("实际", "Actual"), Kind.PLAIN),
                Column("vintage", both("数据版本", "Vintages")),
            ),
        ),
        "quality.held": Table(
            both("暂留待核实的单元格", "Cells held"),
            (
                Column("file", both("文件", "File")),
                Column("submission", both("报送件", "Submission")),
                Column("cell", both("表!单元格", "Sheet!cell")),
                Column("period", both("报告期", "Period")),
                Column("text", both("原文", "Text")),
                Column("message", both("说明", "Message")),
            ),
        ),
    },
    read,
)
