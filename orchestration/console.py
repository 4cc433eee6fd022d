"""Shared options, output and parsing of the commands."""

import json
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console

from warehouse.archive.home import Home
from warehouse.archive.lock import writer_lock
from warehouse.archive.seal import ensure_sealed
from warehouse.domain.moment import parse_moment

out = Console()
err = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON only.")]


def seal_older(home: Home) -> None:
    """Seals the ledger of a version without a seal, and reports it. Raises Busy or LedgerDamaged."""
    with writer_lock(home):
        seal = ensure_sealed(home)
    if seal is not None:
        err.print(str(seal), markup=False, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Prints JSON with dates and decimals as text."""
    print(json.dumps(value, ensure_ascii=False, default=str, indent=2))


def read_instant(text: str) -> datetime:
    """Parses an instant, or a date as the end of that day in China; returns UTC."""
    try:
        return parse_moment(text)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' is neither a date (2016-03-31) nor an instant (2016-03-31T12:00)."
        ) from None
