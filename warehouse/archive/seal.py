"""The seal of the ledger: each entry names the SHA-256 of the previous entry, in one order over all kinds.

The hash is over the bytes of the entry's file, so additional fields need no change here. `archive/head.json` and the
manifest of every snapshot name the newest entry: they reveal the deletion of the last entries. The head is written
after its entry; an interruption in between leaves a head that is one entry behind, and the next writer advances it.
Nothing else separates the two.

Entries of a version without seals, and the entries left after a loss, are sealed by an entry of its own kind (`seals/`)
that lists every entry with its hash. The order continues after it.

A seal is not a signature: write access to the archive, the manifests and every backup suffices to forge all of them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.archive.damages import Damage, anchors_of, check_ledger, counts_of, find_damages, highest_referred
from warehouse.archive.disk import write_once
from warehouse.archive.entries import (
    KINDS,
    Entry,
    Head,
    digest,
    highest,
    read_entries,
    read_entry,
    read_head,
    write_head,
)
from warehouse.archive.home import Home
from warehouse.errors import Busy, InvalidArgument, LedgerDamaged

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seal:
    """A sealing: how many entries it lists, who sealed them and why."""

    entry: str
    entry_count: int
    sealed_by: str
    reason: str

    def __str__(self) -> str:
        return (
            f"The ledger was sealed: {self.entry} lists {self.entry_count} entries with their hashes ({self.reason}). "
            f"中文：台账已封签：{self.entry} 列出 {self.entry_count} 条记录及其哈希。"
        )


def append(home: Home, kind: str, number: int, fields: Mapping[str, object]) -> None:
    """Writes an entry, complete or not at all, sealed to the previous one. The caller holds the writer's lock.

    Raises Busy where the number has an entry, LedgerDamaged where the newest entry was altered.
    """
    if (sealed := ensure_sealed(home)) is not None:
        _log.warning("%s", sealed)
    name = f"{kind}/{number:06d}.json"
    try:
        _append(home, _settled(home), name, fields)
    except FileExistsError:
        raise Busy(
            f"The entry {name} exists already: two processes are writing to {home.root}.",
            "Wait for the other one to end, then repeat the command.",
            zh=f"条目 {name} 已存在：另一进程正在写入；请待其结束后重做。",
        ) from None


def ensure_sealed(home: Home) -> Seal | None:
    """Seals the entries of a version without seals; None where there are none. Advances the head.

    Only the holder of the writer's lock may call it. Raises LedgerDamaged where entries are already missing.
    """
    entries = list(read_entries(home)) if read_head(home) is None else []
    if entries and not any(entry.seal for entry in entries):
        check_ledger(home)
        return _seal_all(home, "longmai", "the archive was written by a version that had no seal", datetime.now(UTC))
    _settled(home)
    return None


def seal_again(home: Home, by: str, reason: str, sealed_at: datetime) -> Seal:
    """Seals the remaining entries after a loss that no backup can repair; the caller holds the writer's lock.

    The entry records who did it, why, and what was wrong. Raises InvalidArgument where nothing needs sealing or a name
    or reason is missing, LedgerDamaged for an unreadable entry.
    """
    if not by.strip() or not reason.strip():
        raise InvalidArgument("A seal needs the name of who seals and a reason.", "Give --by and --reason.")
    found = find_damages(home)
    if not found and (read_head(home) or not any(read_entries(home))):
        raise InvalidArgument("The ledger is whole and sealed: there is nothing to seal.")
    for entry in read_entries(home):
        if entry.document is None:
            raise LedgerDamaged(
                f"{entry.name} cannot be read and cannot be sealed. Restore it, or move it out of the archive. "
                f"中文：{entry.name} 无法读取，不能封签。请恢复该文件，或将其移出归档。"
            )
    return _seal_all(home, by.strip(), reason.strip(), sealed_at, found)


def _seal_all(home: Home, by: str, reason: str, sealed_at: datetime, found: Sequence[Damage] = ()) -> Seal:
    entries = list(read_entries(home))
    try:
        head = read_head(home) or Head()
    except LedgerDamaged:
        head = Head()
    anchors, counts = list(anchors_of(home)), list(counts_of(home))
    there = {entry.sha256 for entry in entries}
    set_aside = {known.sha256 for _, known in anchors if known.sha256 not in there}
    set_aside |= {f"{snapshot_id}:{count}" for snapshot_id, _, count in counts}
    numbers = highest(
        head.numbers,
        *(known.numbers for _, known in anchors),
        *({entry.kind: entry.number} for entry in entries),
        {
            "submissions": max(
                [highest_referred({entry.name: entry for entry in entries}), *(count for *_, count in counts)]
            )
        },
    )
    number = numbers.get("seals", 0) + 1
    name = f"seals/{number:06d}.json"
    last = max([head.ordinal, *(entry.ordinal for entry in entries), *(known.ordinal for _, known in anchors)])
    fields = {
        "number": number,
        "sealed_at": sealed_at.astimezone(UTC).isoformat(),
        "sealed_by": by,
        "reason": reason,
        "damages": [damage.en for damage in found],
        "set_aside": sorted(set_aside),
        "numbers": numbers,
        "entries": {entry.name: entry.sha256 for entry in entries},
    }
    _append(home, Head(last, head.entry, head.sha256, numbers), name, fields)
    return Seal(name, len(entries), by, reason)


def _append(home: Home, head: Head, name: str, fields: Mapping[str, object]) -> None:
    seal = {
        "ordinal": head.ordinal + 1,
        "entry": name,
        "previous_entry": head.entry,
        "previous_sha256": head.sha256,
    }
    content = json.dumps({**fields, "seal": seal}, ensure_ascii=False, indent=1).encode()
    write_once(home.archive / name, content)
    write_head(home, _following(Entry(name, digest(content), {**fields, "seal": seal}), head))


def _settled(home: Home) -> Head:
    """The head, advanced to an entry whose writer was interrupted before it could do so."""
    head = read_head(home)
    if head is None:
        entries = list(read_entries(home))
        if entries:
            check_ledger(home)  # the first entry may exist without a head
            head = _following(max(entries, key=lambda entry: entry.ordinal), Head())
            write_head(home, head)
        return head or Head()
    entry = read_entry(home, home.archive / head.entry)
    if entry is None or entry.sha256 != head.sha256:
        check_ledger(home)
    behind = head
    while (following := _unnamed(home, head)) is not None:
        head = following
    if head is not behind:
        write_head(home, head)
    return head


def _unnamed(home: Home, head: Head) -> Head | None:
    """The entry that follows the head: the next number of one of the kinds."""
    for kind in KINDS:
        path = home.archive / kind / f"{head.numbers.get(kind, 0) + 1:06d}.json"
        entry = read_entry(home, path)
        if entry is None:
            continue
        is_next = entry.ordinal == head.ordinal + 1 or (kind == "seals" and entry.ordinal > head.ordinal)
        if is_next and entry.seal.get("entry") == entry.name:
            return _following(entry, head)
        check_ledger(home)
    return None


def _following(entry: Entry, head: Head) -> Head:
    numbers = highest(head.numbers, {entry.kind: entry.number})
    if entry.document is not None and isinstance(own := entry.document.get("numbers"), dict):
        numbers = highest(numbers, own)
    return Head(entry.ordinal, entry.name, entry.sha256, numbers)
