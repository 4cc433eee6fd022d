"""Enterprises up and down: who moved the growth of the province, by what, and from which cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Number, Origin, decimal
from graph.bulletin.periods import moment_text
from graph.bulletin.subjects.growth_rows import EFFECT_COLUMNS, growth_row, main_cause, marks_of


def read(data: Mapping[str, Any], context: Context) -> Facts:
    found = data["snapshot"]
    rows: dict[str, list[Row]] = {
        f"firms.{name}": [_row(row, context) for row in found[name]["nodes"]] for name in _WAYS
    }
    rows["firms.scope"] = [
        {
            "name": context.name(row["enterprise"]),
            "state": context.label("MemberState", row["memberState"]),
            "cause": context.label("GrowthCause", row["cause"]),
            "amount": Number(
                decimal(row["scopeCny"]), Kind.MONEY, marks=marks_of(row), origin=Origin("GrowthMember.scopeCny")
            ),
        }
        for row in found["scope"]["nodes"]
    ]
    return Facts(
        {
            f"firms.{name}": Number(
                Decimal(found[name]["totalCount"]), Kind.COUNT, origin=Origin("GrowthMember.contributionPp")
            )
            for name in (*_WAYS, "scope")
        },
        rows,
    )


_WAYS = ("up", "down")


def _row(member: Mapping[str, Any], context: Context) -> Row:
    firm = member["enterprise"]
    growth = next(iter(firm["growth"]["nodes"]), None)
    cell = next(iter(firm["observations"]["nodes"]), None)
    source = "" if cell is None else f"{cell['submission']['fileName']} {cell['sourceSheet']}!{cell['sourceCell']}"
    vintage = "" if cell is None else context.label("VintageStatus", cell["vintageStatus"])
    figures = growth_row(growth or {"ruleSetVersionId": ""}, replace(context, files=source))
    return {
        "name": context.name(firm),
        "field": context.name(firm["industry"]),
        "region": context.name(firm["region"]),
        **figures,
        "change": Number(
            decimal(member["changeCny"]),
            Kind.MONEY,
            marks=marks_of(member),
            origin=Origin("GrowthMember.changeCny", source=source),
        ),
        "contribution": Number(
            decimal(member["contributionPp"]),
            Kind.POINTS,
            marks=marks_of(member),
            origin=Origin("GrowthMember.contributionPp", source=source),
        ),
        "cause": main_cause(figures, context),
        "source": source,
        "submission": "" if cell is None else cell["submissionId"],
        "vintage": vintage,
        "known": "" if cell is None else moment_text(cell["knownFrom"], context.lang),
    }


_COLUMNS = (
    Column("name", both("企业", "Enterprise")),
    Column("field", both("领域", "Field")),
    Column("region", both("地区", "Region")),
    Column("value", both("累计", "Year to date"), Kind.MONEY),
    Column("rate", both("同口径增速", "Same-base growth"), Kind.RATE),
    Column("change", both("增减额", "Change"), Kind.MONEY),
    Column("contribution", both("拉动", "Contribution"), Kind.POINTS),
    *EFFECT_COLUMNS,
    Column("cause", both("原因", "Cause")),
    Column("source", both("来源（文件 表!单元格）", "Source (file, sheet!cell)")),
    Column("submission", both("报送件", "Submission")),
    Column("vintage", both("版本", "Vintage")),
    Column("known", both("知悉时间", "Known since")),
)

FIRMS = Subject(
    "firms",
    {
        "firms.up": both("拉动为正的企业数", "enterprises with a positive contribution"),
        "firms.down": both("拉动为负的企业数", "enterprises with a negative contribution"),
        "firms.scope": both("进出范围的企业数", "enterprises that entered or left"),
    },
    {
        "firms.up": Table(both("拉动最大的企业", "Enterprises that raised growth most"), _COLUMNS),
        "firms.down": Table(both("下拉最大的企业", "Enterprises that lowered growth most"), _COLUMNS),
        "firms.scope": Table(
            both("进出范围的企业", "Enterprises that entered or left"),
            (
                Column("name", both("企业", "Enterprise")),
                Column("state", both("变动", "Change")),
                Column("cause", both("原因", "Cause")),
                Column("amount", both("影响额", "Effect"), Kind.MONEY),
            ),
        ),
    },
    read,
)
