"""Reads continuity.toml: rules for values of a macro series that contradict the series."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files

import polars as pl

from warehouse.errors import ContractBroken

KINDS = ("vintage", "neighbours", "bounds")


def comparison_rules(plausibility: pl.DataFrame) -> pl.DataFrame:
    """All rules that compare values: those for suspected unit errors and those of continuity.toml, one row each."""
    return with_continuity_rules((files("warehouse.rules") / "continuity.toml").read_text("utf-8"), plausibility)


def with_continuity_rules(text: str, plausibility: pl.DataFrame) -> pl.DataFrame:
    """These rules and those of a TOML text. Raises ContractBroken for a missing key."""
    declared = tomllib.loads(text)
    try:
        rows = [
            {
                "rule_id": f"{kind}.{indicator}",
                "rule_version": declared["version"],
                "kind": kind,
                "indicator_id": indicator,
                "tolerance": Decimal(entry["tolerance"]) if kind != "bounds" else None,
                "least_history": entry["least_history"] if kind == "neighbours" else None,
                "minimum": entry["minimum"] if kind == "bounds" else None,
                "maximum": entry["maximum"] if kind == "bounds" else None,
                "severity": "held",
            }
            for kind in KINDS
            for entry in declared[kind]
            for indicator in entry["indicator_ids"]
        ]
    except KeyError as error:
        raise ContractBroken(f"continuity.toml lacks {error}.") from error
    names = {name: kind for name, kind in plausibility.schema.items() if name in rows[0]}
    continuity = pl.DataFrame(rows, schema=names)
    return pl.concat([plausibility, continuity], how="diagonal").sort("rule_id")
