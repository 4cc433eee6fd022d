"""Where the rows of a submission are staged."""

from __future__ import annotations

from pathlib import Path

from warehouse.archive.home import Home
from warehouse.decisions.folders import lists_at


def staged_name(home: Home, submission_id: str) -> str:
    """The name of the folder of its rows without decisions, under the programme in force."""
    return f"{submission_id}.{lists_at(home).digest}"


def staged_path(home: Home, submission_id: str) -> Path:
    """That folder."""
    return home.staged / staged_name(home, submission_id)
