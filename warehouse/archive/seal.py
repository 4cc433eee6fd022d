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

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from warehouse.archive.disk import sync, write_once
from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument, LedgerDamaged
from warehouse.faults import fault

_log = logging.getLogger(__name__)

KINDS = ("submissions", "decisions", "exemptions", "programmes", "seals")
"""The folders of the archive with entries; each kind has its own numbers."""

_TO_DO_EN = "Restore the archive from a backup; where none has it: longmai seal --by NAME --reason TEXT."
_TO_DO_ZH = "请用备份恢复归档；若没有任何备份含有它：longmai seal --by 姓名 --reason 原因。"


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
class Damage:
    """An altered or missing entry, and how it was detected."""

    entry: str
    en: str
    zh: str

    def __str__(self) -> str:
        return f"{self.en} {_TO_DO_EN} 中文：{self.zh}{_TO_DO_ZH}"


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


@dataclass(frozen=True)
class _Entry:
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


def append(home: Home, kind: str, number: int, fields: Mapping[str, object]) -> None:
    """Writes an entry, complete or not at all, sealed to the previous one. The caller holds the writer's lock.

    Raises FileExistsError where the number has an entry, LedgerDamaged where the newest entry was altered.
    """
    if (sealed := ensure_sealed(home)) is not None:
        _log.warning("%s", sealed)
    _append(home, _settled(home), f"{kind}/{number:06d}.json", fields)


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
    found = sorted(_entries(home), key=lambda entry: (entry.ordinal, KINDS.index(entry.kind), entry.number))
    return [home.archive / entry.name for entry in found]


def read_head(home: Home) -> Head | None:
    """The newest entry according to the head; None without a head. Raises LedgerDamaged."""
    try:
        return Head(**json.loads(_head_path(home).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise _damaged(
            Damage("head.json", f"archive/head.json cannot be read: {error}.", "archive/head.json 无法读取。")
        ) from error


def ensure_sealed(home: Home) -> Seal | None:
    """Seals the entries of a version without seals; None where there are none. Advances the head.

    Only the holder of the writer's lock may call it. Raises LedgerDamaged where entries are already missing.
    """
    if read_head(home) is None and not any(entry.seal for entry in _entries(home)) and any(_names(home)):
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
    if not found and (read_head(home) or not any(_names(home))):
        raise InvalidArgument("The ledger is whole and sealed: there is nothing to seal.")
    for entry in _entries(home):
        if entry.document is None:
            raise LedgerDamaged(
                f"{entry.name} cannot be read and cannot be sealed. Restore it, or move it out of the archive. "
                f"中文：{entry.name} 无法读取，不能封签。请恢复该文件，或将其移出归档。"
            )
    return _seal_all(home, by.strip(), reason.strip(), sealed_at, found)


def check_ledger(home: Home) -> None:
    """Raises LedgerDamaged where an entry was deleted, edited, inserted, renamed or exchanged."""
    found = find_damages(home)
    if found:
        more_en, more_zh = (
            ("", "") if len(found) == 1 else (f"{len(found)} damages, the first: ", f"共 {len(found)} 处，第一处：")
        )
        first = found[0]
        raise LedgerDamaged(
            f"{more_en}{first.en} Nothing was written. {_TO_DO_EN} 中文：{more_zh}{first.zh}未写入任何内容。{_TO_DO_ZH}"
        )


def unreadable(path: Path, error: Exception) -> LedgerDamaged:
    """The error for an entry that cannot be read."""
    name = f"{path.parent.name}/{path.name}"
    return _damaged(Damage(name, f"{name} cannot be read: {error}.", f"{name} 无法读取。"))


def _damaged(damage: Damage) -> LedgerDamaged:
    return LedgerDamaged(f"{damage.en} {_TO_DO_EN}", zh=f"{damage.zh}{_TO_DO_ZH}")


def find_damages(home: Home) -> tuple[Damage, ...]:
    """All damages of the ledger, one per entry."""
    found = _find_damages(home)
    # The folders are not listed atomically: during a write an entry may be seen without the previous one.
    return found and _find_damages(home)


def _find_damages(home: Home) -> tuple[Damage, ...]:
    # Manifests and head are read first: entries written meanwhile are only additional.
    anchors, counts = list(_anchors(home)), list(_counts(home))
    found: dict[str, Damage] = {}
    try:
        head = read_head(home)
    except LedgerDamaged:
        head = None
        found["head.json"] = Damage("head.json", "archive/head.json cannot be read.", "archive/head.json 无法读取。")
    entries = {entry.name: entry for entry in _entries(home)}
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


def _damaged_entries(entries: Mapping[str, _Entry], seal: _Entry | None, is_sealed: bool) -> Iterator[Damage]:
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


def _damaged_order(entries: Mapping[str, _Entry], seal: _Entry | None, head: Head | None) -> Iterator[Damage]:
    """Checks the entries since the newest sealing, each against the hash in its successor."""
    listed = _listed(seal)
    first = seal.ordinal if seal else 1
    placed: dict[int, _Entry] = {}
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
    entries: Mapping[str, _Entry], there: _Entry | None, name: str, sha256: object, named_by: str
) -> Iterator[Damage]:
    if there is None or there.name != name:
        if name in entries:
            yield _edited(name, named_by)
        else:
            yield _deleted(name, named_by)
    elif there.sha256 != sha256:
        yield _edited(name, named_by)


def _gaps(entries: Mapping[str, _Entry]) -> Iterator[Damage]:
    """Missing numbers in a ledger without seals, as far as numbers and decisions reveal them."""
    for kind in KINDS[:3]:
        numbers = {entry.number for entry in entries.values() if entry.kind == kind}
        known = max(numbers, default=0)
        if kind == "submissions":
            known = max(known, _referred(entries))
        for number in sorted(set(range(1, known + 1)) - numbers):
            yield _deleted(f"{kind}/{number:06d}.json", f"the order of {kind}")


def _lost(
    entries: Mapping[str, _Entry],
    seal: _Entry | None,
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


def _seal_all(home: Home, by: str, reason: str, sealed_at: datetime, found: Sequence[Damage] = ()) -> Seal:
    entries = list(_entries(home))
    try:
        head = read_head(home) or Head()
    except LedgerDamaged:
        head = Head()
    anchors, counts = list(_anchors(home)), list(_counts(home))
    there = {entry.sha256 for entry in entries}
    set_aside = {known.sha256 for _, known in anchors if known.sha256 not in there}
    set_aside |= {f"{snapshot_id}:{count}" for snapshot_id, _, count in counts}
    numbers = _highest(
        head.numbers,
        *(known.numbers for _, known in anchors),
        *({entry.kind: entry.number} for entry in entries),
        {"submissions": max([_referred({entry.name: entry for entry in entries}), *(count for *_, count in counts)])},
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
    write_head(home, _following(_Entry(name, _digest(content), {**fields, "seal": seal}), head))


def _settled(home: Home) -> Head:
    """The head, advanced to an entry whose writer was interrupted before it could do so."""
    head = read_head(home)
    if head is None:
        entries = list(_entries(home))
        if entries:
            check_ledger(home)  # the first entry may exist without a head
            head = _following(max(entries, key=lambda entry: entry.ordinal), Head())
            write_head(home, head)
        return head or Head()
    entry = _read_entry(home, home.archive / head.entry)
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
        entry = _read_entry(home, path)
        if entry is None:
            continue
        is_next = entry.ordinal == head.ordinal + 1 or (kind == "seals" and entry.ordinal > head.ordinal)
        if is_next and entry.seal.get("entry") == entry.name:
            return _following(entry, head)
        check_ledger(home)
    return None


def _following(entry: _Entry, head: Head) -> Head:
    numbers = _highest(head.numbers, {entry.kind: entry.number})
    if entry.document is not None and isinstance(own := entry.document.get("numbers"), dict):
        numbers = _highest(numbers, own)
    return Head(entry.ordinal, entry.name, entry.sha256, numbers)


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


def _names(home: Home) -> Iterator[Path]:
    for kind in KINDS:
        yield from entry_paths(home, kind)


def _entries(home: Home) -> Iterator[_Entry]:
    for path in _names(home):
        entry = _read_entry(home, path)
        if entry is not None:
            yield entry


def _read_entry(home: Home, path: Path) -> _Entry | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        document = json.loads(content)
    except ValueError:
        document = None
    return _Entry(
        path.relative_to(home.archive).as_posix(), _digest(content), document if isinstance(document, dict) else None
    )


def _anchors(home: Home) -> Iterator[tuple[str, Head]]:
    """The newest entry according to the manifests of snapshots. The files are parsed here: the package of snapshots is
    a layer above this one."""
    for name, document in _manifests(home):
        if isinstance(ledger := document.get("ledger"), dict):
            yield name, Head(**ledger)


def _counts(home: Home) -> Iterator[tuple[str, datetime, int]]:
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


def _listed(seal: _Entry | None) -> Mapping[str, str]:
    found = (seal.document or {}).get("entries") if seal is not None else None
    return found if isinstance(found, dict) else {}


def _set_aside(seal: _Entry | None) -> set[str]:
    found = (seal.document or {}).get("set_aside") if seal is not None else None
    return set(found) if isinstance(found, list) else set()


def _referred(entries: Mapping[str, _Entry]) -> int:
    """The highest submission number that a decision names."""
    named = [0]
    for entry in entries.values():
        if entry.kind == "decisions" and entry.document is not None:
            recorded = (entry.document.get("submission_number"), entry.document.get("last_submission"))
            named += [number for number in recorded if isinstance(number, int)]
    return max(named)


def _highest(*numbers: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in numbers:
        for kind, number in each.items():
            found[kind] = max(found.get(kind, 0), number)
    return found


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
