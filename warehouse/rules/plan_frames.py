"""The facts of plan packs as frames: the source of the programme's tables.

Two packs may state the same fact (a department, a document of an earlier year): it becomes one row. Different facts
under one name violate the table's key, which stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

AMOUNT_CNY = pl.Decimal(18, 2)
VALUE = pl.Decimal(18, 6)


def build_frame(facts: Iterable[DataclassInstance], schema: Mapping[str, Any]) -> pl.DataFrame:
    """One row per distinct fact with the columns of `schema`, each a field of the fact."""
    return build_rows((asdict(fact) for fact in dict.fromkeys(facts)), schema)


def build_rows(rows: Iterable[Mapping[str, object]], schema: Mapping[str, Any]) -> pl.DataFrame:
    """One row per distinct mapping with the keys of `schema`; a missing key raises KeyError."""
    cut = dict.fromkeys(tuple(row[name] for name in schema) for row in rows)
    return pl.DataFrame(list(cut), schema=schema, orient="row")
