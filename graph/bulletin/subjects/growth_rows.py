"""Levels, growth and bridges as numbers: what overall, fields, prefectures and enterprises share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from graph.bulletin.facts import Column, Context, both
from graph.bulletin.numbers import Kind, Mark, Number, Origin, decimal

EFFECTS: Mapping[str, tuple[str, str]] = {
    "price": ("价格", "price"),
    "volume": ("数量", "volume"),
    "structure": ("品种增减", "products begun or ended"),
    "remainder": ("余项", "remainder"),
    "scope": ("范围", "scope"),
    "method": ("方法", "method"),
    "revision": ("上年数修订", "revision of last year"),
}
"""The parts of a bridge in their order, which add up to the change of the level."""

GROWTH_COLUMNS = (
    Column("value", both("累计", "Year to date"), Kind.MONEY),
    Column("rate", both("同口径增速", "Same-base growth"), Kind.RATE),
    Column("contribution", both("拉动", "Contribution"), Kind.POINTS),
    Column("coverage", both("可比覆盖率", "Coverage"), Kind.RATE),
)
EFFECT_COLUMNS = tuple(Column(name, both(*texts), Kind.MONEY) for name, texts in EFFECTS.items())


def growth_number(
    row: Mapping[str, Any] | None,
    name: str,
    kind: Kind,
    context: Context,
    reason: str | None = None,
    missing: str = "NOT_REPORTED",
) -> Number:
    """A column of a row of growth; without a row nothing is known, for the reason `missing`."""
    if row is None:
        return Number(None, kind, missing, origin=Origin(f"Growth.{name}"))
    explanation = row.get("explanation") or {}
    return Number(
        decimal(row.get(name)),
        kind,
        row.get(reason) if reason else None,
        row.get("profitTurn") if kind is Kind.RATE else None,
        marks_of(row),
        origin=Origin(
            f"Growth.{name}",
            row["ruleSetVersionId"],
            arithmetic=_line(explanation.get("arithmetic", ""), name),
            definition=explanation.get("definition", "") if name == "sameBaseRate" else "",
            source=context.files,
        ),
    )


def growth_row(row: Mapping[str, Any], context: Context) -> dict[str, Number | str]:
    """The columns of GROWTH_COLUMNS, and the effects where the row has a bridge."""
    found: dict[str, Number | str] = {
        "value": growth_number(row, "valueCny", Kind.MONEY, context),
        "rate": growth_number(row, "sameBaseRate", Kind.RATE, context, "sameBaseReason"),
        "contribution": growth_number(row, "contributionPp", Kind.POINTS, context, "sameBaseReason"),
        "coverage": growth_number(row, "coverageShare", Kind.RATE, context),
    }
    return found | effects(row.get("bridge"), context)


def effects(bridge: Mapping[str, Any] | None, context: Context) -> dict[str, Number | str]:
    """The parts of a bridge and their total."""
    reason = "NO_SOURCE" if bridge is None else bridge["reason"]
    explanation = {} if bridge is None else bridge.get("explanation") or {}
    found: dict[str, Number | str] = {}
    for name in (*EFFECTS, "total"):
        found[name] = Number(
            None if bridge is None else decimal(bridge[f"{name}Cny"]),
            Kind.MONEY,
            reason,
            marks=frozenset() if bridge is None else marks_of(bridge),
            origin=Origin(
                f"GrowthBridge.{name}Cny",
                explanation.get("ruleSet", ""),
                arithmetic=_line(explanation.get("arithmetic", ""), f"{name}Cny"),
                source=context.files,
            ),
        )
    return found


def main_cause(row: Mapping[str, Number | str], context: Context) -> str:
    """The cause of a change in words, by a stated rule (docs/bulletin.md)."""
    parts = {name: part.value for name in EFFECTS if isinstance(part := row[name], Number)}
    known = {name: value for name, value in parts.items() if value}
    price, volume = parts["price"], parts["volume"]
    if price is None or volume is None:
        total = row["total"]
        reason = total.reason if isinstance(total, Number) else None
        return context.causes["unknown"][context.lang].format(reason=context.label("Reason", reason or "NO_SOURCE"))
    if not known:
        return context.causes["none"][context.lang]
    largest = max(known, key=lambda name: (abs(known[name]), name))
    if largest not in {"price", "volume"}:
        return context.causes[largest][context.lang]
    smaller = min(abs(price), abs(volume))
    if smaller < Decimal(str(context.cause_share)) * max(abs(price), abs(volume)):
        return context.causes[largest][context.lang]
    word = f"volume_{'up' if volume > 0 else 'down'}_price_{'up' if price > 0 else 'down'}"
    return context.causes[word][context.lang]


def marks_of(row: Mapping[str, Any]) -> frozenset[Mark]:
    """The marks that a row of the API brings along."""
    names = {
        "isSynthetic": Mark.SYNTHETIC,
        "isFlagged": Mark.FLAGGED,
        "isPreliminary": Mark.PRELIMINARY,
        "isMixedVintage": Mark.MIXED,
    }
    return frozenset(mark for name, mark in names.items() if row.get(name))


def _line(arithmetic: str, name: str) -> str:
    """The lines of an explanation that compute one column."""
    column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return "; ".join(line.partition(": ")[2] for line in arithmetic.splitlines() if line.startswith(f"{column}:"))
