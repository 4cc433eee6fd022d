"""Industry chains: revenue, growth, and which have ten billion yuan in twelve months."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import RETURNS, Chart, Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Mark, Number, Origin, decimal
from graph.bulletin.subjects.growth_rows import marks_of


def read(data: Mapping[str, Any], context: Context) -> Facts:
    rows: list[Row] = [_row(row, context) for row in data["chainRevenues"]["nodes"]]
    answers = data["chainRevenues"]["nodes"]
    ten = [row for row, answer in zip(rows, answers, strict=True) if answer["isTenBillionRunning"]]
    years = data["chainYears"]["nodes"]
    rule_sets = ", ".join(sorted({row["ruleSetVersionId"] for row in years}))

    def count(found: int, field_name: str, rules: str = "") -> Number:
        return Number(Decimal(found), Kind.COUNT, origin=Origin(field_name, rules))

    return Facts(
        {
            "chains.count": count(len(rows), "ChainRevenue.chainId"),
            "chains.ten_billion": count(len(ten), "ChainRevenue.isTenBillionRunning"),
            "chains.ten_billion_last_year": count(
                sum(1 for row in years if row["isTenBillion"]), "ChainYear.isTenBillion", rule_sets
            )
            if years
            else Number(None, Kind.COUNT, "YEAR_NOT_FULL", origin=Origin("ChainYear.isTenBillion")),
            "chains.falling": count(
                sum(1 for row in answers if (decimal(row["sameBaseGrowthRate"]) or 0) < 0),
                "ChainRevenue.sameBaseGrowthRate",
            ),
        },
        {"chains.all": rows, "chains.ten_billion": ten},
    )


def _row(row: Mapping[str, Any], context: Context) -> Row:
    def number(name: str, kind: Kind, reason: str) -> Number:
        origin = Origin(f"ChainRevenue.{name}", source=context.files)
        # A held cell puts an amount in doubt, not how many members there are.
        marks = frozenset[Mark]() if kind is Kind.COUNT else marks_of(row)
        return Number(decimal(row[name]), kind, reason, marks=marks, origin=origin)

    return {
        "name": context.name(row["chain"]),
        "value": number("revenueYtdCny", Kind.MONEY, "NOT_REPORTED"),
        "rate": number("sameBaseGrowthRate", Kind.RATE, "BASE_MISSING"),
        "months12": number("revenue12MonthsCny", Kind.MONEY, "YEAR_NOT_FULL"),
        "gap": number("runningGapCny", Kind.MONEY, "YEAR_NOT_FULL"),
        "members": number("memberCount", Kind.COUNT, "NO_SOURCE"),
        "reporting": number("reportingCount", Kind.COUNT, "NO_SOURCE"),
    }


_TABLE = Table(
    both("产业链营业收入", "Revenue of industry chains"),
    (
        Column("name", both("产业链", "Chain")),
        Column("value", both("累计", "Year to date"), Kind.MONEY),
        Column("rate", both("同口径增速", "Same-base growth"), Kind.RATE),
        Column("months12", both("近12个月", "Twelve months"), Kind.MONEY),
        Column("gap", both("距百亿元差额", "Short of ten billion"), Kind.MONEY),
        Column("members", both("成员企业", "Members"), Kind.COUNT),
        Column("reporting", both("已报", "Reported"), Kind.COUNT),
    ),
)

CHAINS = Subject(
    "chains",
    {
        "chains.count": both("产业链数", "number of chains"),
        "chains.ten_billion": both("近12个月达到百亿元的产业链数", "chains with ten billion in twelve months"),
        "chains.ten_billion_last_year": both("上年达到百亿元的产业链数", "chains with ten billion last year"),
        "chains.falling": both("收入下降的产业链数", "chains whose revenue fell"),
    },
    {"chains.all": _TABLE, "chains.ten_billion": _TABLE},
    read,
    {
        "chains.months12": Chart(
            both("产业链近12个月营业收入", "Revenue of chains in twelve months"),
            "bars",
            "chains.all",
            "name",
            "months12",
            RETURNS,
        )
    },
)
