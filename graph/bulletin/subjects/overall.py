"""The whole province: revenue, profit and output of the key enterprises, what moved them, and the targets."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import RETURNS, Chart, Column, Context, Facts, Row, Subject, Table, Texts, both
from graph.bulletin.numbers import Kind, Mark, Number, Origin, decimal
from graph.bulletin.subjects.growth_rows import EFFECTS, effects, growth_number, growth_row, marks_of

_MEASURES = {
    "revenue": ("营业收入", "revenue"),
    "profit": ("利润总额", "total profit"),
    "output": ("工业总产值", "gross output"),
}
_KINDS = {"month": ("当月", "of the month"), "ytd": ("累计", "year to date")}
_COLUMNS: tuple[tuple[str, str, Kind, str | None, str, str], ...] = (
    ("", "valueCny", Kind.MONEY, None, "", ""),
    (".rate", "sameBaseRate", Kind.RATE, "sameBaseReason", "同口径增速", ", same-base growth"),
    (".nominal", "nominalRate", Kind.RATE, "nominalReason", "名义增速", ", nominal growth"),
    (".real", "constantPriceRate", Kind.RATE, "constantPriceReason", "可比价增速", ", growth at constant prices"),
)


def _names() -> dict[str, Texts]:
    found = {}
    for measure, (zh, en) in _MEASURES.items():
        for kind, (kind_zh, kind_en) in _KINDS.items():
            for suffix, _, _, _, text_zh, text_en in _COLUMNS:
                found[f"{measure}.{kind}{suffix}"] = both(f"{kind_zh}{zh}{text_zh}", f"{en} {kind_en}{text_en}")
    for name, (zh, en) in EFFECTS.items():
        found[f"bridge.{name}"] = both(f"累计营业收入增减：{zh}", f"change of revenue year to date: {en}")
    found["bridge.total"] = both("累计营业收入增减额", "change of revenue year to date")
    found["firms.all"] = both("应报骨干企业数", "key enterprises")
    found["firms.reporting"] = both("已报骨干企业数", "key enterprises that reported")
    found["firms.panel"] = both("可比企业数", "enterprises of the panel")
    found["firms.entered"] = both("新纳入企业数", "enterprises that entered")
    found["firms.left"] = both("退出企业数", "enterprises that left")
    found["coverage"] = both("可比企业收入覆盖率", "share of revenue that the panel covers")
    for kind, (zh, en) in {"real": ("实际", "real"), "synthetic": ("合成", "synthetic")}.items():
        found[f"targets.{kind}.count"] = both(f"目标进度条数（{zh}数据）", f"targets, {en} data")
        found[f"targets.{kind}.met"] = both(f"已达到的目标数（{zh}数据）", f"targets that are met, {en} data")
        found[f"targets.{kind}.late"] = both(
            f"有风险、落后或未达到的目标数（{zh}数据）", f"targets at risk, behind or missed, {en} data"
        )
        found[f"targets.{kind}.unknown"] = both(f"暂无数据的目标数（{zh}数据）", f"targets without data, {en} data")
    return found


def read(data: Mapping[str, Any], context: Context) -> Facts:
    numbers: dict[str, Number | str] = {}
    by_measure = {name: {row["periodKind"]: row for row in data["snapshot"][name]["nodes"]} for name in _MEASURES}
    for measure, rows in by_measure.items():
        for kind in _KINDS:
            row = rows.get(kind.upper())
            # January and February are reported together: February has no month of its own.
            missing = "COMBINED_MONTHS" if kind == "month" and context.period.endswith("-02") else "NOT_REPORTED"
            for suffix, column, number_kind, reason, _, _ in _COLUMNS:
                numbers[f"{measure}.{kind}{suffix}"] = growth_number(row, column, number_kind, context, reason, missing)
    ytd = by_measure["revenue"].get("YTD")
    parts = effects(None if ytd is None else ytd["bridge"], context)
    numbers |= {f"bridge.{name}": part for name, part in parts.items()}
    for name, column in (
        ("all", "enterpriseCount"), ("reporting", "reportingCount"), ("panel", "panelCount"),
        ("entered", "enteredCount"), ("left", "leftCount"),
    ):  # fmt: skip
        numbers[f"firms.{name}"] = growth_number(ytd, column, Kind.COUNT, context)
    numbers["coverage"] = growth_number(ytd, "coverageShare", Kind.RATE, context)
    targets = _targets(data, context)
    for kind, is_synthetic in (("real", False), ("synthetic", True)):
        of_kind = [row for row in data["targetProgress"]["nodes"] if row["isSynthetic"] is is_synthetic]
        marks = frozenset({Mark.SYNTHETIC}) if is_synthetic else frozenset[Mark]()
        numbers |= {f"targets.{kind}.{name}": number for name, number in _counts(of_kind, marks).items()}
    bridge: list[Row] = [
        {"effect": texts[0] if context.lang == "zh" else texts[1], "amount": parts[name]}
        for name, texts in EFFECTS.items()
    ]
    bridge.append({"effect": "合计" if context.lang == "zh" else "total", "amount": parts["total"]})
    trend = [{"period": row["period"], **growth_row(row, context)} for row in data["snapshot"]["trend"]["nodes"]]
    measures: list[Row] = [
        {
            "measure": f"{texts[0]}（{_KINDS[kind][0]}）" if context.lang == "zh" else f"{texts[1]}, {_KINDS[kind][1]}",
            "value": numbers[f"{measure}.{kind}"],
            "rate": numbers[f"{measure}.{kind}.rate"],
            "nominal": numbers[f"{measure}.{kind}.nominal"],
            "real": numbers[f"{measure}.{kind}.real"],
        }
        for measure, texts in _MEASURES.items()
        for kind in _KINDS
    ]
    return Facts(numbers, {"measures": measures, "bridge": bridge, "trend": trend, "targets": targets})


def _targets(data: Mapping[str, Any], context: Context) -> list[Row]:
    units = {
        row["unitId"]: {"zh": row["titleZh"], "en": f" {row['titleEn']}"}
        for row in data["measurementUnits"]["nodes"]
    }  # fmt: skip
    found: list[Row] = []
    ordered = sorted(
        data["targetProgress"]["nodes"],
        key=lambda row: (row["target"]["document"]["titleZh"], row["target"]["ordinal"], row["isSynthetic"]),
    )
    for row in ordered:
        explanation = row["explanation"]
        vintages = [row[name] for name in ("numeratorVintageId", "denominatorVintageId") if row[name]]

        def number(name: str, row: Mapping[str, Any] = row, vintages: list[str] = vintages) -> Number:
            return Number(
                decimal(row[name]),
                Kind.PLAIN,
                row["reason"] if name == "actual" else None,
                marks=marks_of(row) if name == "actual" else frozenset(),
                unit=units.get(row["unit"], {}),
                origin=Origin(
                    f"TargetProgress.{name}",
                    row["ruleSet"],
                    " / ".join(vintages),
                    definition=explanation["definition"] if name == "path" else "",  # noqa: B023 - called at once
                    source=context.name(row["target"]["document"], "titleEn"),
                ),
            )

        found.append(
            {
                "target": context.name(row["target"], "titleEn"),
                "document": context.name(row["target"]["document"], "titleEn"),
                "actual": number("actual"),
                "goal": number("targetValue"),
                "path": number("path"),
                "status": context.label("TargetStatus", row["status"]),
                "data": _DATA[row["isSynthetic"]][context.lang],
                "unit": units.get(row["unit"], {}).get(context.lang, "").strip(),
                "text": row["textZh"] if context.lang == "zh" else row["textEn"],
            }
        )
    return found


_DATA = {True: both("合成", "synthetic"), False: both("实际", "real")}


def _counts(rows: list[Mapping[str, Any]], marks: frozenset[Mark]) -> dict[str, Number]:
    """Of real targets or of synthetic ones: they are never counted together."""

    def count(*statuses: str) -> Number:
        found = sum(1 for row in rows if not statuses or row["status"] in statuses)
        rule_sets = sorted({row["ruleSet"] for row in rows})
        origin = Origin("TargetProgress.status", ", ".join(rule_sets))
        return Number(Decimal(found), Kind.COUNT, marks=marks, origin=origin)

    return {
        "count": count(),
        "met": count("MET", "MET_EARLY"),
        "late": count("AT_RISK", "BEHIND", "MISSED"),
        "unknown": count("NO_DATA"),
    }


OVERALL = Subject(
    "overall",
    _names(),
    {
        "measures": Table(
            both("主要指标", "Main figures"),
            (
                Column("measure", both("指标", "Measure")),
                Column("value", both("数值", "Value"), Kind.MONEY),
                Column("rate", both("同口径增速", "Same-base growth"), Kind.RATE),
                Column("nominal", both("名义增速", "Nominal growth"), Kind.RATE),
                Column("real", both("可比价增速", "At constant prices"), Kind.RATE),
            ),
        ),
        "bridge": Table(
            both("累计营业收入增减的构成", "What changed revenue, year to date"),
            (
                Column("effect", both("因素", "Effect")),
                Column("amount", both("增减额", "Change"), Kind.MONEY),
            ),
        ),
        "trend": Table(
            both("各月累计营业收入及增速", "Revenue year to date by month"),
            (
                Column("period", both("截至月份", "Period")),
                Column("value", both("累计", "Year to date"), Kind.MONEY),
                Column("rate", both("同口径增速", "Same-base growth"), Kind.RATE),
            ),
        ),
        "targets": Table(
            both("目标进度", "Targets"),
            (
                Column("target", both("目标", "Target")),
                Column("data", both("数据", "Data")),
                Column("unit", both("单位", "Unit")),
                Column("actual", both("实际", "Actual"), Kind.PLAIN),
                Column("goal", both("目标值", "Goal"), Kind.PLAIN),
                Column("path", both("按进度应达", "Path"), Kind.PLAIN),
                Column("status", both("状态", "Status")),
            ),
        ),
    },
    read,
    {
        "bridge": Chart(
            both("累计营业收入增减的构成", "What changed revenue, year to date"),
            "bridge",
            "bridge",
            "effect",
            "amount",
            RETURNS,
        ),
        "trend": Chart(
            both("累计营业收入同口径增速", "Same-base growth, year to date"), "line", "trend", "period", "rate", RETURNS
        ),
    },
)
