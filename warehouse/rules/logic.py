"""Reads logic.toml: rules on relations between values."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files

import polars as pl

from warehouse.errors import ContractBroken

_KINDS = (
    "below_zero",
    "month_and_ytd",
    "ytd_and_prior_ytd",
    "ytd_and_sum",
    "indicators",
    "product_worth",
    "year_and_ytd",
    "annual_form",
)
_SCHEMA = pl.Schema(
    {
        "rule_id": pl.String(),
        "rule_version": pl.String(),
        "kind": pl.String(),
        "indicator_ids": pl.String(),
        "other_indicator_id": pl.String(),
        "minimum": pl.Decimal(18, 6),
        "maximum": pl.Decimal(18, 6),
        "severity": pl.String(),
        "title_zh": pl.String(),
        "title_en": pl.String(),
    }
)


def load_logic_rules() -> pl.DataFrame:
    """One row per rule. Raises ContractBroken where the file lacks an entry."""
    return parse_logic_rules(files("warehouse.rules").joinpath("logic.toml").read_text("utf-8"))


def parse_logic_rules(text: str) -> pl.DataFrame:
    """The rules in a TOML text. Raises ContractBroken for a missing or unknown key."""
    declared = tomllib.loads(text)
    try:
        rows = [
            (
                entry["rule_id"], declared["version"], _kind(entry), ",".join(entry["indicator_ids"]) or None,
                entry.get("other_indicator_id"), _bound(entry, "minimum"), _bound(entry, "maximum"), "warning",
                entry["title_zh"], entry["title_en"],
            )
            for entry in declared["rule"]
        ]  # fmt: skip
    except KeyError as error:
        raise ContractBroken(f"logic.toml lacks {error}.") from error
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("rule_id")


def _kind(entry: dict[str, str]) -> str:
    if entry["kind"] not in _KINDS:
        raise ContractBroken(f"logic.toml: {entry['kind']!r} is no kind of rule.", f"Write one of {', '.join(_KINDS)}.")
    return entry["kind"]


def _bound(entry: dict[str, str], name: str) -> Decimal | None:
    return Decimal(entry[name]) if name in entry else None
