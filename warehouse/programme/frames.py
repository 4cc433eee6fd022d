"""The lists of a programme as frames: the tables that a build reads as `programme.<name>`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from warehouse.domain.unit import PRODUCT, is_exact
from warehouse.programme.programme import Programme
from warehouse.programme.records import Card, Delivery, History

_PRODUCT_TITLES = ("产品计量单位", "unit of the product")
NOT_STATED = "Not stated"
"""Scope and version of a definition that says none."""


def unit_frame(programme: Programme) -> pl.DataFrame:
    """One row per unit in the shape of core.unit: the factor as a text, a fraction where it is no finite decimal."""
    units = programme.units
    rows = [
        (
            unit.unit_id, unit.title_zh, unit.title_en, unit.dimension, unit.written_factor, is_exact(unit.factor),
            units.base(unit).unit_id, list(unit.also_written),
        )
        for unit in units.values()
    ]  # fmt: skip
    text = pl.String()
    schema = {
        "unit_id": text, "title_zh": text, "title_en": text, "dimension": text, "factor": text,
        "is_exact": pl.Boolean(), "base_unit_id": text, "also_written": pl.List(text),
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def indicator_frame(programme: Programme) -> pl.DataFrame:
    """One row per indicator in the shape of core.indicator."""
    rows = []
    for one in programme.indicators.values():
        unit, card = programme.units.get(one.unit), programme.cards.get(one.indicator_id, Card())
        unit_zh, unit_en = _PRODUCT_TITLES if one.unit == PRODUCT or unit is None else (unit.title_zh, unit.title_en)
        rows.append(
            (
                one.indicator_id, one.title_zh, one.title_en, one.about, one.quantity_kind, one.may_be_negative,
                one.unit, unit_zh, unit_en, one.price_basis, one.growth_method, one.january_february_since,
                one.denominator, one.scope_en or NOT_STATED, one.definition_en, one.definition_zh,
                one.version or NOT_STATED, one.valid_from, one.valid_to, card.source, card.handler, card.lead,
                card.update_way, card.update_frequency,
            )
        )  # fmt: skip
    text, day = pl.String(), pl.Date()
    schema = {
        "indicator_id": text, "title_zh": text, "title_en": text, "subject_kind": text, "quantity_kind": text,
        "may_be_negative": pl.Boolean(), "unit_id": text, "unit_zh": text, "unit_en": text, "price_basis": text,
        "growth_method": text, "january_february_since": pl.Int32(), "denominator_indicator_id": text,
        "scope_en": text, "definition_en": text, "definition_zh": text, "version": text, "valid_from": day,
        "valid_to": day, "source": text, "handler": text, "lead": text, "update_way": text,
        "update_frequency": text,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def indicator_threshold_frame(programme: Programme) -> pl.DataFrame:
    """One row per threshold of a card in the shape of core.indicator_threshold."""
    rows = [
        (
            f"{indicator_id}.{number}", indicator_id, one.kind, one.compare, one.below, one.above,
            one.valid_from, one.valid_to,
        )
        for indicator_id, card in programme.cards.items()
        for number, one in enumerate(card.threshold, start=1)
    ]  # fmt: skip
    text, day, bound = pl.String(), pl.Date(), pl.Decimal(19, 6)
    schema = {
        "indicator_threshold_id": text, "indicator_id": text, "kind": text, "compare": text, "below": bound,
        "above": bound, "valid_from": day, "valid_to": day,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def region_frame(programme: Programme) -> pl.DataFrame:
    """One row per meaning of a region code in the shape of core.region_version, by code and time."""
    rows = [
        (
            one.region_code, one.valid_from, one.valid_to, one.name_zh, one.name_en, one.level, one.parent,
            one.is_additive, one.successor, one.source or programme.head.title_zh,
        )
        for one in programme.regions
    ]  # fmt: skip
    text, day = pl.String(), pl.Date()
    schema = {
        "region_code": text, "valid_from": day, "valid_to": day, "name_zh": text, "name_en": text, "level": text,
        "parent_region_code": text, "is_additive": pl.Boolean(), "successor_region_code": text, "source": text,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row").sort("region_code", "valid_from")


def vintage_rule_frame(programme: Programme) -> pl.DataFrame:
    """One row per rule in the shape of core.vintage_rule, in the order of evaluation: whole names before words in
    names."""
    rules = sorted(programme.vintages, key=lambda rule: rule.name_pattern is not None)
    rows = [
        (
            rank, rule.vintage_rule_id, rule.name_pattern, rule.ordinal, rule.status, rule.title_zh, rule.title_en,
            rule.note_en,
        )
        for rank, rule in enumerate(rules, start=1)
    ]  # fmt: skip
    text = pl.String()
    schema = {
        "rank": pl.Int32(), "vintage_rule_id": text, "name_pattern": text, "ordinal": pl.Int32(), "status": text,
        "title_zh": text, "title_en": text, "note_en": text,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


_PLAUSIBILITY = pl.Schema(
    {
        "rule_id": pl.String(),
        "rule_version": pl.String(),
        "kind": pl.String(),
        "indicator_id": pl.String(),
        "factor": pl.Int64(),
        "tolerance": pl.Decimal(4, 2),
        "spread": pl.Decimal(4, 2),
        "least_history": pl.Int32(),
        "minimum": pl.Int64(),
        "maximum": pl.Int64(),
        "least_share": pl.Decimal(4, 2),
        "least_count": pl.Int32(),
        "severity": pl.String(),
    }
)


def plausibility_rule_frame(programme: Programme) -> pl.DataFrame:
    """One row per rule, indicator and factor."""
    return pl.DataFrame(list(_plausibility_rules(programme)), schema=_PLAUSIBILITY, orient="row").sort("rule_id")


def _plausibility_rules(programme: Programme) -> Iterator[tuple[object, ...]]:
    rules = programme.plausibility
    for history in rules.history:
        for indicator, factor in _pairs(history, history.indicator_ids):
            yield (
                f"history_{factor}.{indicator}", rules.version, "history", indicator, factor, history.tolerance,
                history.spread, history.least_history, None, None, None, None, history.severity,
            )  # fmt: skip
    for of_file in rules.delivery:
        for indicator, factor in _pairs(of_file, (*of_file.indicator_ids, *of_file.held_with)):
            # Without a least count: held with the others, but not counted.
            least = of_file.least_count if indicator in of_file.indicator_ids else None
            yield (
                f"delivery_{factor}.{indicator}", rules.version, "delivery", indicator, factor, of_file.tolerance,
                of_file.spread, of_file.least_history, None, None, of_file.least_share, least, of_file.severity,
            )  # fmt: skip
    for per_head in rules.per_head:
        yield (
            f"per_head.{per_head.indicator_id}", rules.version, "per_head", per_head.indicator_id, None, None, None,
            None, per_head.minimum, per_head.maximum, None, None, per_head.severity,
        )  # fmt: skip


def _pairs(rule: History | Delivery, indicators: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for factor in rule.factors:
        for indicator in indicators:
            yield indicator, factor


def layout_frame(programme: Programme) -> pl.DataFrame:
    """One row per declared layout, in the order in which they are tried."""
    rows = [(one.layout_id, one.version, one.title_zh, one.title_en) for one in programme.layouts]
    schema = dict.fromkeys(("layout_id", "version", "title_zh", "title_en"), pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


@dataclass(frozen=True)
class ProgrammeTable:
    """A table that a build reads as programme.<name>: how it is made, and of which fields of Programme."""

    make: Callable[[Programme], pl.DataFrame]
    fields: frozenset[str]


TABLES: Mapping[str, ProgrammeTable] = {
    "unit": ProgrammeTable(unit_frame, frozenset({"units"})),
    "indicator": ProgrammeTable(indicator_frame, frozenset({"indicators", "units", "cards"})),
    "indicator_threshold": ProgrammeTable(indicator_threshold_frame, frozenset({"cards"})),
    "region": ProgrammeTable(region_frame, frozenset({"regions", "head"})),
    "vintage_rule": ProgrammeTable(vintage_rule_frame, frozenset({"vintages"})),
    "layout": ProgrammeTable(layout_frame, frozenset({"layouts"})),
    "plausibility_rule": ProgrammeTable(plausibility_rule_frame, frozenset({"plausibility"})),
}
"""The table of each list, by its name."""
