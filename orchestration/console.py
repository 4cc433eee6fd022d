"""What the commands are given and print with."""

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

Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def seal_older(home: Home) -> None:
    """Seals the ledger of a version that had no seal, and says so. Raises Busy or LedgerDamaged."""
    with writer_lock(home):
        seal = ensure_sealed(home)
    if seal is not None:
        err.print(str(seal), markup=False, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Dates and decimals as text."""
    print(json.dumps(value, ensure_ascii=False, default=str, indent=2))


def read_instant(text: str) -> datetime:
    """The end of a day in China, or an instant; both UTC."""
    try:
        return parse_moment(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is neither a day (2016-03-31) nor an instant (2016-03-31T12:00).") from None
