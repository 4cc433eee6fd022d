"""The limits of a release, from release.toml: larger changes need a person's review."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from warehouse.rules.entries import build_entry


@dataclass(frozen=True)
class ReleaseLimits:
    """Per cents of the values of the published snapshot; see release.toml."""

    dropped_percent: Decimal
    corrected_percent: Decimal
    partition_dropped_percent: Decimal
    partition_corrected_percent: Decimal
    smallest_count: int
    file_corrected_percent: Decimal
    file_smallest_count: int
    closed_after_months: int
    closed_smallest_count: int
    listed_values: int


def load_release_limits() -> ReleaseLimits:
    """The shipped limits. Raises ContractBroken for an unknown entry."""
    text = (files("warehouse.rules") / "release.toml").read_text("utf-8")
    return build_entry(ReleaseLimits, tomllib.loads(text, parse_float=Decimal), "release.toml")
