"""What is wrong with the ledger: entries that were deleted, edited, inserted, renamed or exchanged.

Each entry is compared with the newest sealing, with the hash in its successor, with the head and with the manifests of
snapshots (seal.py says how they lead to each other).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from warehouse.archive.entries import KINDS, TO_DO_EN, TO_DO_ZH, Entry, Head, read_entries, read_head
from warehouse.archive.home import Home
from warehouse.errors import LedgerDamaged


@dataclass(frozen=True)
class Damage:
    """An altered or missing entry, and how it was detected."""

    entry: str
    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} {TO_DO_EN} 中文：{self.zh}{TO_DO_ZH}"


def check_ledger(home: Home) -> None:
    """Raises LedgerDamaged where an entry was deleted, edited, inserted, renamed or exchanged."""
    found = find_damages(home)
    if found:
        more_en, more_zh = (
            ("", "") if len(found) == 1 else (f"{len(found)} damages, the first: ", f"共 {len(found)} 处，第一处：")
        )
        first = found[0]
        raise LedgerDamaged(
            f"{more_en}{first.en} Nothing was written. {TO_DO_EN} 中文：{more_zh}{first.zh}未写入任何内容。{TO_DO_ZH}"
        )


def find_damages(home: Home) -> tuple[Damage, ...]:
    """All damages of the ledger, one per entry."""
    found = _find_damages(home)
    # The folders are not listed atomically: during a write an entry may be seen without the previous one.
    return found and _find_damages(home)


def _find_damages(home: Home) -> tuple[Damage, ...]:
    # Manifests and head are read first: entries written meanwhile are only additional.
    anchors, counts = list(anchors_of(home)), list(counts_of(home))
    found: dict[str, Damage] = {}
    try:
        head = read_head(home)
    except LedgerDamaged:
        head = None
        found["head.json"] = Damage("head.json", "archive/head.json cannot be read.", "archive/head.json 无法读取。")
    entries = {entry.name: entry for entry in read_entries(home)}
    seal = max(
        (entry for entry in entries.values() if entry.kind == "seals"), key=lambda entry: entry.ordinal, default=None
    )
    is_sealed = head is not None or any(entry.seal for entry in entries.values())
    damages = [
        *_damaged_entries(entries, seal, is_sealed),
        *(_damaged_order(entries, seal, head) if is_sealed else _gaps(entries)),
        *_lost(entries, seal, anchors, counts),
    ]
    for damage in damages:
        found.setdefault(damage.entry, damage)
    return tuple(found.values())


def _damaged_entries(entries: Mapping[str, Entry], seal: Entry | None, is_sealed: bool) -> Iterator[Damage]:
    """Checks each entry by itself, and against the list of the newest sealing."""
    listed = _listed(seal)
    for name in listed.keys() - entries.keys():
        yield _deleted(name, seal.name if seal else "")
    for entry in entries.values():
        if entry.document is None:
            yield Damage(entry.name, f"{entry.name} cannot be read.", f"{entry.name} 无法读取。")
        elif entry.name in listed:
            if entry.sha256 != listed[entry.name]:
                yield _edited(entry.name, seal.name if seal else "")
        elif is_sealed and (not entry.seal or (seal is not None and entry.ordinal < seal.ordinal)):
            yield Damage(
                entry.name,
                f"{entry.name} has no seal: it was put in or edited.",
                f"{entry.name} 没有封签：系后来放入或被改动。",
            )
        elif is_sealed and entry.seal.get("entry") != entry.name:
            recorded = entry.seal.get("entry")
            yield Damage(
                entry.name,
                f"{entry.name} was written as {recorded} and has been renamed.",
                f"{entry.name} 原名 {recorded}，已被改名。",
            )


def _damaged_order(entries: Mapping[str, Entry], seal: Entry | None, head: Head | None) -> Iterator[Damage]:
    """Checks the entries since the newest sealing, each against the hash in its successor."""
    listed = _listed(seal)
    first = seal.ordinal if seal else 1
    placed: dict[int, Entry] = {}
    for entry in sorted(entries.values(), key=lambda entry: (entry.ordinal, entry.name)):
        if entry.ordinal < first or entry.name in listed or entry.seal.get("entry") != entry.name:
            continue
        if (other := placed.get(entry.ordinal)) is not None:
            yield Damage(
                entry.name,
                f"{entry.name} and {other.name} have the same place in the order: one was put in.",
                f"{entry.name} 与 {other.name} 在次序中占同一位置：其中之一系后来放入。",
            )
            continue
        placed[entry.ordinal] = entry
    for ordinal, entry in placed.items():
        name, sha256 = str(entry.seal.get("previous_entry")), entry.seal.get("previous_sha256")
        if ordinal > first:
            yield from _against(entries, placed.get(ordinal - 1), name, sha256, entry.name)
        elif seal is None and name:
            yield _deleted(name, entry.name)
    if head is None:
        if placed.keys() != {1}:
            yield Damage(
                "head.json",
                "archive/head.json, which names the newest entry, is not there.",
                "缺少 archive/head.json（指明最新记录的文件）。",
            )
    elif head.ordinal >= first:
        yield from _against(entries, placed.get(head.ordinal), head.entry, head.sha256, "head.json")


def _against(
    entries: Mapping[str, Entry], there: Entry | None, name: str, sha256: object, named_by: str
) -> Iterator[Damage]:
    if there is None or there.name != name:
        if name in entries:
            yield _edited(name, named_by)
        else:
            yield _deleted(name, named_by)
    elif there.sha256 != sha256:
        yield _edited(name, named_by)


def _gaps(entries: Mapping[str, Entry]) -> Iterator[Damage]:
    """Missing numbers in a ledger without seals, as far as numbers and decisions reveal them."""
    for kind in KINDS[:3]:
        numbers = {entry.number for entry in entries.values() if entry.kind == kind}
        known = max(numbers, default=0)
        if kind == "submissions":
            known = max(known, highest_referred(entries))
        for number in sorted(set(range(1, known + 1)) - numbers):
            yield _deleted(f"{kind}/{number:06d}.json", f"the order of {kind}")


def _lost(
    entries: Mapping[str, Entry],
    seal: Entry | None,
    anchors: list[tuple[str, Head]],
    counts: list[tuple[str, datetime, int]],
) -> Iterator[Damage]:
    """Entries that a manifest names and the ledger lacks."""
    known = {entry.sha256 for entry in entries.values()} | set(_listed(seal).values()) | _set_aside(seal)
    for snapshot_id, head in anchors:
        if head.sha256 not in known:
            yield Damage(
                head.entry,
                f"Snapshot {snapshot_id} was built when {head.entry} was the newest entry, and the ledger does not "
                "have it as it was. Either entries were deleted or edited, or the archive was restored from a backup "
                "that is older than the snapshot.",
                f"快照 {snapshot_id} 生成时最新记录为 {head.entry}，现在的台账中没有原样的该记录。"
                "原因有二：记录被删除或改动；或归档系用早于该快照的备份恢复。",
            )
    received = [
        datetime.fromisoformat(str(entry.document["received_at"]))
        for entry in entries.values()
        if entry.kind == "submissions" and entry.document is not None and "received_at" in entry.document
    ]
    for snapshot_id, as_of, count in counts:
        there = sum(at <= as_of for at in received)
        if there < count and f"{snapshot_id}:{count}" not in known:
            yield Damage(
                f"snapshot {snapshot_id}",
                f"Snapshot {snapshot_id} was built from {count} submissions, and the ledger has {there} of them. "
                "Either entries were deleted, or the archive was restored from an older backup.",
                f"快照 {snapshot_id} 由 {count} 个报送件生成，台账中只有 {there} 个。"
                "原因有二：记录被删除；或归档系用更早的备份恢复。",
            )


def _deleted(name: str, named_by: str) -> Damage:
    return Damage(name, f"{name} is missing: {named_by} names it.", f"缺少 {name}：{named_by} 提到它。")


def _edited(name: str, named_by: str) -> Damage:
    return Damage(
        name,
        f"{name} is not what was written: {named_by} names another hash.",
        f"{name} 与写入时不同：{named_by} 所记哈希不符。",
    )


def anchors_of(home: Home) -> Iterator[tuple[str, Head]]:
    """The newest entry according to the manifests of snapshots. The files are parsed here: the package of snapshots is
    a layer above this one."""
    for name, document in _manifests(home):
        if isinstance(ledger := document.get("ledger"), dict):
            yield name, Head(**ledger)


def counts_of(home: Home) -> Iterator[tuple[str, datetime, int]]:
    """Instant and number of submissions of snapshots whose version named no entry."""
    for name, document in _manifests(home):
        if "ledger" not in document:
            yield name, datetime.fromisoformat(str(document["as_of"])), int(str(document["submission_count"]))


def _manifests(home: Home) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in (*home.snapshots.glob("[0-9]*.json"), *home.beside.glob("asof-*.json")):
        try:
            document = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            continue  # a damaged manifest is reported with its snapshot
        if isinstance(document, dict) and "submission_count" in document:
            yield path.stem, document


def _listed(seal: Entry | None) -> Mapping[str, str]:
    found = (seal.document or {}).get("entries") if seal is not None else None
    return found if isinstance(found, dict) else {}


def _set_aside(seal: Entry | None) -> set[str]:
    found = (seal.document or {}).get("set_aside") if seal is not None else None
    return set(found) if isinstance(found, list) else set()


def highest_referred(entries: Mapping[str, Entry]) -> int:
    """The highest submission number that a decision names."""
    named = [0]
    for entry in entries.values():
        if entry.kind == "decisions" and entry.document is not None:
            recorded = (entry.document.get("submission_number"), entry.document.get("last_submission"))
            named += [number for number in recorded if isinstance(number, int)]
    return max(named)
