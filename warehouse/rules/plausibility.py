"""Reads plausibility.toml: rules for suspected unit errors."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

import polars as pl

from warehouse.errors import ContractBroken
from warehouse.rules.entries import build_entry

_SCHEMA = pl.Schema(
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


def load_plausibility_rules() -> pl.DataFrame:
    """One row per rule, indicator and factor. Raises ContractBroken where the file lacks an entry."""
    text = files("warehouse.rules").joinpath("plausibility.toml").read_text("utf-8")
    return parse_plausibility_rules(text)


def parse_plausibility_rules(text: str) -> pl.DataFrame:
    """The rules in a TOML text. Raises ContractBroken for a missing key."""
    declared = tomllib.loads(text)
    try:
        version = declared["version"]
        rows = [
            (f"history_{factor}.{indicator}", version, "history", indicator, factor, Decimal(entry["tolerance"]),
             Decimal(entry["spread"]), entry["least_history"], None, None, None, None, _severity(entry))
            for entry in declared["history"]
            for factor in entry["factors"]
            for indicator in entry["indicator_ids"]
        ] + [
            # Without a least count: held with the others, but not counted.
            (f"delivery_{factor}.{indicator}", version, "delivery", indicator, factor, Decimal(entry["tolerance"]),
             Decimal(entry["spread"]), entry["least_history"], None, None, Decimal(entry["least_share"]),
             entry["least_count"] if indicator in entry["indicator_ids"] else None, _severity(entry))
            for entry in declared["delivery"]
            for factor in entry["factors"]
            for indicator in (*entry["indicator_ids"], *entry["held_with"])
        ] + [
            (f"per_head.{entry['indicator_id']}", version, "per_head", entry["indicator_id"], None, None, None, None,
             entry["minimum"], entry["maximum"], None, None, _severity(entry))
            for entry in declared["per_head"]
        ]  # fmt: skip
    except KeyError as error:
        raise ContractBroken(f"plausibility.toml lacks {error}.") from error
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row").sort("rule_id")


@dataclass(frozen=True)
class ShiftedBlockRule:
    """The rule for a block of a return shifted by one column; see plausibility.toml."""

    least_share: float
    least_count: int
    most_growth: float


@lru_cache(maxsize=1)
def load_shifted_block_rule() -> ShiftedBlockRule:
    """The shipped rule. Raises ContractBroken for an unknown entry."""
    declared = tomllib.loads(files("warehouse.rules").joinpath("plausibility.toml").read_text("utf-8"))
    return build_entry(ShiftedBlockRule, declared["shifted_block"], "plausibility.toml")


def _severity(entry: dict[str, str]) -> str:
    if entry["severity"] not in ("held", "warning"):
        raise ContractBroken(f"plausibility.toml: '{entry['severity']}' is no severity.", "Write held or warning.")
    return entry["severity"]
