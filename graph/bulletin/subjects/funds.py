"""Funds: committed, paid in and invested; real and synthetic funds are never added."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Mark, Number, Origin, decimal
from graph.bulletin.subjects.growth_rows import marks_of

_SUMS: Mapping[str, tuple[str, str, str]] = {
    "outside": ("outsideCny", "外部资金实缴（基金间往来不重复计）", "paid in from outside, each yuan once"),
    "invested": ("investedCny", "投向企业的金额", "invested in enterprises"),
    "distributed": ("distributedCny", "已分配金额", "distributed"),
}


def read(data: Mapping[str, Any], context: Context) -> Facts:
    funds = data["funds"]["nodes"]
    measured = [fund for fund in funds if fund["performance"]]
    numbers: dict[str, Number | str] = {}
    for kind, is_synthetic in (("real", False), ("synthetic", True)):
        of_kind = [fund for fund in funds if fund["isSynthetic"] is is_synthetic]
        found = [fund for fund in measured if fund["isSynthetic"] is is_synthetic]
        marks = frozenset({Mark.SYNTHETIC}) if is_synthetic else frozenset[Mark]()
        numbers[f"funds.{kind}.count"] = Number(
            Decimal(len(of_kind)), Kind.COUNT, marks=marks, origin=Origin("Fund.fundId")
        )
        for name, (column, _, _) in _SUMS.items():
            numbers[f"funds.{kind}.{name}"] = Number(
                sum((Decimal(fund["performance"][column]) for fund in found), Decimal(0)) if found else None,
                Kind.MONEY,
                "NO_SOURCE",
                marks=marks,
                origin=Origin(f"FundPerformance.{column}"),
            )
        covenants = [row for row in data["fundCovenantsMeasured"]["nodes"] if row["isSynthetic"] is is_synthetic]
        origin = Origin("FundCovenantMeasured.isMet", ", ".join(sorted({row["ruleSetVersionId"] for row in covenants})))
        for name, count in (("count", len(covenants)), ("broken", sum(row["isMet"] is False for row in covenants))):
            numbers[f"covenants.{kind}.{name}"] = Number(Decimal(count), Kind.COUNT, marks=marks, origin=origin)
    broken = [row for row in data["fundCovenantsMeasured"]["nodes"] if row["isMet"] is False]
    rows: list[Row] = [
        {"name": context.name(row["fund"]), "covenant": context.label("CovenantKind", row["covenantKind"])}
        for row in sorted(broken, key=lambda row: (row["fund"]["nameZh"], row["covenantKind"]))
    ]
    return Facts(numbers, {"funds.all": [_row(fund, context) for fund in funds], "covenants.broken": rows})


def _row(fund: Mapping[str, Any], context: Context) -> Row:
    performance = fund["performance"] or {}
    source = context.name(fund["document"], "titleEn")
    if fund["submission"]:
        source = f"{fund['submission']['fileName']} {fund['sourceSheet']}!{fund['sourceRow']}"

    def number(name: str, kind: Kind, reason: str | None = "NO_SOURCE", holder: str = "FundPerformance") -> Number:
        row = performance if holder == "FundPerformance" else fund
        return Number(
            decimal(row.get(name)),
            kind,
            reason,
            marks=marks_of(row or fund),
            origin=Origin(f"{holder}.{name}", source=source),
        )

    return {
        "name": context.name(fund),
        "kind": context.label("FundKind", fund["fundKind"]),
        "status": context.label("FundStatus", fund["status"]),
        "size": number("targetSizeCny", Kind.MONEY, holder="Fund"),
        "committed": number("committedCny", Kind.MONEY),
        "paid": number("paidInCny", Kind.MONEY),
        "invested": number("investedCny", Kind.MONEY),
        "idle": number("notInvestedCny", Kind.MONEY, performance.get("balanceReason") or "NO_SOURCE"),
        "firms": number("enterpriseCount", Kind.COUNT),
        "tvpi": number("tvpi", Kind.RATIO, "NOTHING_PAID" if performance else "NO_SOURCE"),
        "source": source,
    }


def _names() -> dict[str, Mapping[str, str]]:
    found = {}
    for kind, (kind_zh, kind_en) in {"real": ("实有", "real"), "synthetic": ("合成", "synthetic")}.items():
        found[f"funds.{kind}.count"] = both(f"{kind_zh}基金数", f"number of {kind_en} funds")
        for name, (_, zh, en) in _SUMS.items():
            found[f"funds.{kind}.{name}"] = both(f"{kind_zh}基金{zh}", f"{kind_en} funds: {en}")
        found[f"covenants.{kind}.count"] = both(
            f"{kind_zh}基金测算的约束条款数", f"{kind_en} funds: covenants measured"
        )
        found[f"covenants.{kind}.broken"] = both(
            f"{kind_zh}基金未达到的约束条款数", f"{kind_en} funds: covenants broken"
        )
    return found


FUNDS = Subject(
    "funds",
    _names(),
    {
        "funds.all": Table(
            both("基金情况", "Funds"),
            (
                Column("name", both("基金", "Fund")),
                Column("kind", both("类型", "Kind")),
                Column("status", both("状态", "Status")),
                Column("size", both("目标规模", "Target size"), Kind.MONEY),
                Column("committed", both("认缴", "Committed"), Kind.MONEY),
                Column("paid", both("实缴", "Paid in"), Kind.MONEY),
                Column("invested", both("已投企业", "Invested"), Kind.MONEY),
                Column("idle", both("未投", "Not invested"), Kind.MONEY),
                Column("firms", both("被投企业数", "Enterprises"), Kind.COUNT),
                Column("tvpi", both("TVPI", "TVPI"), Kind.RATIO),
                Column("source", both("来源", "Source")),
            ),
        ),
        "covenants.broken": Table(
            both("未达到的约束条款", "Covenants broken"),
            (Column("name", both("基金", "Fund")), Column("covenant", both("条款", "Covenant"))),
        ),
    },
    read,
)
