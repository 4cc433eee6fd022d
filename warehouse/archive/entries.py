"""The entries of the ledger as files of the archive, and the head, which names the newest one."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from warehouse.archive.disk import sync
from warehouse.archive.home import Home
from warehouse.errors import LedgerDamaged
from warehouse.faults import fault

KINDS = ("submissions", "decisions", "exemptions", "programmes", "seals")
"""The folders of the archive with entries; each kind has its own numbers."""

TO_DO_EN = "Restore the archive from a backup; where none has it: longmai seal --by NAME --reason TEXT."
TO_DO_ZH = "请用备份恢复归档；若没有任何备份含有它：longmai seal --by 姓名 --reason 原因。"


@dataclass(frozen=True)
class Head:
    """The newest entry: its ordinal, its name in the archive and the SHA-256 of its file.

    `numbers` is the highest number ever given to each kind; ordinal 0 is an empty ledger.
    """

    ordinal: int = 0
    entry: str = ""
    sha256: str = ""
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """An entry file of the archive. `document` is None where it is not valid JSON."""

    name: str
    sha256: str
    document: Mapping[str, object] | None

    @property
    def seal(self) -> Mapping[str, object]:
        found = (self.document or {}).get("seal")
        return found if isinstance(found, dict) else {}

    @property
    def ordinal(self) -> int:
        found = self.seal.get("ordinal")
        return found if isinstance(found, int) else 0

    @property
    def kind(self) -> str:
        return self.name.partition("/")[0]

    @property
    def number(self) -> int:
        return int(Path(self.name).stem)


def next_number(home: Home, kind: str) -> int:
    """The next number of a kind: a number is never reused, even where its entry is missing.

    Only the holder of the writer's lock may use it.
    """
    there = max((int(path.stem) for path in entry_paths(home, kind)), default=0)
    head = read_head(home)
    return max(there, head.numbers.get(kind, 0) if head else 0) + 1


def entry_paths(home: Home, kind: str) -> list[Path]:
    """The entries of a kind, by number."""
    found = [path for path in (home.archive / kind).glob("*.json") if path.stem.isdecimal()]
    return sorted(found, key=lambda path: int(path.stem))


def entries_in_order(home: Home) -> list[Path]:
    """Every entry in the order of writing, those of a version without seals first."""
    found = sorted(read_entries(home), key=lambda entry: (entry.ordinal, KINDS.index(entry.kind), entry.number))
    return [home.archive / entry.name for entry in found]


def read_entries(home: Home) -> Iterator[Entry]:
    """Every entry of the archive, kind by kind."""
    for kind in KINDS:
        for path in entry_paths(home, kind):
            entry = read_entry(home, path)
            if entry is not None:
                yield entry


def read_entry(home: Home, path: Path) -> Entry | None:
    """The entry of a file; None where there is no file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        document = json.loads(content)
    except ValueError:
        document = None
    return Entry(
        path.relative_to(home.archive).as_posix(), digest(content), document if isinstance(document, dict) else None
    )


def highest(*numbers: Mapping[str, int]) -> dict[str, int]:
    """The highest number of each kind."""
    found: dict[str, int] = {}
    for each in numbers:
        for kind, number in each.items():
            found[kind] = max(found.get(kind, 0), number)
    return found


def read_head(home: Home) -> Head | None:
    """The newest entry according to the head; None without a head. Raises LedgerDamaged."""
    try:
        return Head(**json.loads(_head_path(home).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise damaged(f"archive/head.json cannot be read: {error}.", "archive/head.json 无法读取。") from error


def write_head(home: Home, head: Head) -> None:
    """Replaces the head atomically. Its entry is already on the disk."""
    arriving = home.archive / f".arriving-{secrets.token_hex(8)}"
    try:
        with arriving.open("xb") as file:
            file.write(json.dumps(asdict(head), ensure_ascii=False, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        fault("ingest.head_written")
        arriving.replace(_head_path(home))
        fault("ingest.head_named")
    finally:
        arriving.unlink(missing_ok=True)
    sync(home.archive)


def _head_path(home: Home) -> Path:
    return home.archive / "head.json"


def unreadable(path: Path, error: Exception) -> LedgerDamaged:
    """The error for an entry that cannot be read."""
    name = f"{path.parent.name}/{path.name}"
    return damaged(f"{name} cannot be read: {error}.", f"{name} 无法读取。")


def damaged(en: str, zh: str) -> LedgerDamaged:
    """The error for what is wrong, with what to do."""
    return LedgerDamaged(f"{en} {TO_DO_EN}", zh=f"{zh}{TO_DO_ZH}")


def digest(content: bytes) -> str:
    """The SHA-256 of an entry's file."""
    return hashlib.sha256(content).hexdigest()
