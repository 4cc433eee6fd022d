"""Arrival instants of a sample's files, from its list, so that generated deliveries have a history.

Only a file that is listed by its hash and marked synthetic arrives at another instant than now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.home import Home
from warehouse.archive.names import received_name

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Arrivals:
    """Instants by the SHA-256 of a file, and by its name for the order of the files."""

    by_digest: Mapping[str, datetime] = field(default_factory=dict)
    by_name: Mapping[str, datetime] = field(default_factory=dict)

    def in_order(self, paths: Iterable[Path]) -> list[Path]:
        """The files in order of arrival; unlisted ones last, in their order."""
        return sorted(paths, key=lambda path: self.by_name.get(received_name(path), _NEVER))


def sample_folder(home: Home) -> Path:
    """The folder for a data directory's sample and its list."""
    return home.root / "sample"


def sample_arrivals(home: Home) -> Arrivals:
    """The arrivals of this data directory's sample, if it has one."""
    return read_arrivals(sample_folder(home) / "truth.json")


def read_arrivals(truth: Path) -> Arrivals:
    """The arrivals in the list of a sample (truth.json); none without a list."""
    if not truth.is_file():
        return Arrivals()
    listed = json.loads(truth.read_text("utf-8"))["deliveries"]
    timed = [(entry, datetime.fromisoformat(entry["arrives_at"])) for entry in listed if "arrives_at" in entry]
    return Arrivals(
        by_digest={entry["sha256"]: instant for entry, instant in timed},
        by_name={entry["file"]: instant for entry, instant in timed},
    )
