"""Reads our own tables of official facts: classifications and readings, one CSV file each.

The files and where their facts come from: reference/README.md. To add a table, put its file there and
declare its columns here.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.resources import files
from types import MappingProxyType

import polars as pl

from warehouse.errors import ContractBroken, UnknownName

SCHEMAS: Mapping[str, pl.Schema] = MappingProxyType(
    {
        "industry_class": pl.Schema(
            {
                "standard_version": pl.String(),
                "class_code": pl.String(),
                "level": pl.String(),
                "parent_code": pl.String(),
                "is_created": pl.Boolean(),
                "name_zh": pl.String(),
                "valid_from": pl.Date(),
                "valid_to": pl.Date(),
            }
        ),
        "sei_class": pl.Schema(
            {
                "classification_version": pl.String(),
                "sei_code": pl.String(),
                "level": pl.Int32(),
                "parent_code": pl.String(),
                "name_zh": pl.String(),
                "name_en": pl.String(),
            }
        ),
        "reading": pl.Schema({"text": pl.String(), "readings": pl.String()}),
    }
)
"""The columns of each table as its file has them, in order. An empty cell is null."""


def load_reference(name: str) -> pl.DataFrame:
    """The rows of a reference table, typed as in SCHEMAS, in the order of the file.

    Raises UnknownName for an unknown table, ContractBroken where its file does not fit its declaration.
    """
    schema = SCHEMAS.get(name)
    if schema is None:
        close = get_close_matches(name, SCHEMAS, n=1)
        raise UnknownName(f"There is no reference table '{name}'.", f"Did you mean '{close[0]}'?" if close else None)
    text = files("warehouse.rules").joinpath("reference", f"{name}.csv").read_text("utf-8")
    return parse_reference(name, text, schema)


def parse_reference(name: str, text: str, schema: pl.Schema) -> pl.DataFrame:
    """The text of a reference file as rows. Raises ContractBroken where heading or cells do not fit the schema."""
    heading = next(csv.reader(text.splitlines()), [])
    if heading != schema.names():
        raise ContractBroken(f"reference/{name}.csv has the columns {heading}, not {schema.names()}.")
    try:
        return pl.read_csv(text.encode(), schema=schema)
    except pl.exceptions.PolarsError as error:
        raise ContractBroken(f"reference/{name}.csv has a cell that does not fit its column: {error}") from error
