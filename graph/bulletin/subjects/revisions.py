"""What changed since the last bulletin: later vintages of values of earlier periods."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, Facts, Row, Subject, Table, both
from graph.bulletin.numbers import Kind, Number, Origin, decimal
from graph.bulletin.periods import moment_text
from graph.bulletin.subjects.growth_rows import marks_of


def read(data: Mapping[str, Any], context: Context) -> Facts:
    rows = [row for node in data["observationVintages"]["nodes"] if (row := _row(node, context)) is not None]
    firms = {row["name"] for row in rows}
    return Facts(
        {
            "revisions.count": Number(Decimal(len(rows)), Kind.COUNT, origin=Origin("ObservationVintage.knownFrom")),
            "revisions.subjects": Number(
                Decimal(len(firms)), Kind.COUNT, origin=Origin("ObservationVintage.subjectId")
            ),
        },
        {"revisions.all": rows},
    )


def _row(node: Mapping[str, Any], context: Context) -> Row | None:
    """A vintage with the one before it; None for the first, which revises nothing."""
    latest = node["latest"]
    earlier = [row for row in latest["vintages"]["nodes"] if row["knownFrom"] < node["knownFrom"]]
    if not earlier:
        return None
    before, after = decimal(earlier[-1]["value"]), decimal(node["value"])
    indicator = node["indicator"]
    unit = {"zh": indicator["unitZh"], "en": f" {indicator['unitEn']}"}

    def number(value: Decimal | None, reason: str | None = None) -> Number:
        return Number(
            value,
            Kind.PLAIN,
            reason,
            marks=marks_of(node),
            unit=unit,
            origin=Origin("ObservationVintage.value", vintage=node["vintageId"], source=_source(node)),
        )

    return {
        "name": context.name(latest["enterprise"]) or context.name(latest["region"]) or node["subjectId"],
        "indicator": context.name(indicator, "titleEn"),
        "unit": unit[context.lang].strip(),
        "period": f"{node['period']} {context.label('PeriodKind', node['periodKind'])}",
        "before": number(before, "NO_SOURCE"),
        "after": number(after, "NO_SOURCE"),
        "difference": number(None if before is None or after is None else after - before, "NO_SOURCE"),
        "known": moment_text(node["knownFrom"], context.lang),
        "vintage": context.label("VintageStatus", node["vintageStatus"]),
        "source": _source(node),
    }


def _source(node: Mapping[str, Any]) -> str:
    return f"{node['submission']['fileName']} {node['sourceSheet']}!{node['sourceCell']} ({node['submissionId']})"


REVISIONS = Subject(
    "revisions",
    {
        "revisions.count": both("修订的数据数", "values revised"),
        "revisions.subjects": both("涉及的企业和地区数", "enterprises and regions concerned"),
    },
    {
        "revisions.all": Table(
            both("修订清单", "Revisions"),
            (
                Column("name", both("主体", "Subject")),
                Column("indicator", both("指标", "Indicator")),
                Column("unit", both("单位", "Unit")),
                Column("period", both("报告期", "Period")),
                Column("before", both("修订前", "Before"), Kind.PLAIN),
                Column("after", both("修订后", "After"), Kind.PLAIN),
                Column("difference", both("差额", "Difference"), Kind.PLAIN),
                Column("known", both("知悉时间", "Known since")),
                Column("vintage", both("版本", "Vintage")),
                Column("source", both("来源", "Source")),
            ),
        )
    },
    read,
)
