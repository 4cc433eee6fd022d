"""The programme in force as a value, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from itertools import islice
from types import MappingProxyType

from warehouse.domain.unit import Units
from warehouse.forms.form import Form
from warehouse.forms.list_mapping import ListMapping
from warehouse.forms.mapped_form import mapped_form
from warehouse.forms.registry import FORMS
from warehouse.programme.checks import check_whole
from warehouse.programme.entries import iterate_unique
from warehouse.programme.folder import check_bounds, read_folder
from warehouse.programme.kinds import KINDS, Entry, kind_of, read_entries
from warehouse.programme.layout_declarations import LayoutDeclaration
from warehouse.programme.mistakes import MOST_MISTAKES, Mistake, MistakesFound, Place, mistake
from warehouse.programme.records import (
    Card,
    Head,
    Heading,
    Indicator,
    Plausibility,
    Region,
    ReleaseLimits,
    SeriesName,
    Vintage,
)

__all__ = ["Programme", "built_in", "check_programme", "read_archived", "read_folder", "read_programme"]

BUILT_IN = "gansu_2016"
SCHEMA = 1
_STANDARDS = "standards/"


@dataclass(frozen=True, eq=False)
class Programme:
    """What a province and a year fix. Two programmes are equal where their files are.

    `files` has the folder's files and, under `standards/<pack>/`, those of the packs that it names, so that an archived
    programme reads the same under a later package.
    """

    sha256: str
    files: Mapping[str, bytes]
    head: Head
    units: Units
    indicators: Mapping[str, Indicator]
    regions: tuple[Region, ...]
    headings: tuple[Heading, ...]
    series: tuple[SeriesName, ...]
    vintages: tuple[Vintage, ...]
    cards: Mapping[str, Card]
    mappings: tuple[ListMapping, ...]
    layouts: tuple[LayoutDeclaration, ...]
    plausibility: Plausibility
    release: ReleaseLimits

    @property
    def programme_id(self) -> str:
        return self.head.programme_id

    @cached_property
    def mapped_forms(self) -> tuple[Form, ...]:
        """The forms under the headings of the lists that have a mapping, in the order of the mappings' names."""
        return tuple(mapped_form(mapping, FORMS[mapping.form]) for mapping in self.mappings)

    @property
    def own_files(self) -> Mapping[str, bytes]:
        """The folder's files, without those of the packs."""
        return {path: content for path, content in self.files.items() if not path.startswith(_STANDARDS)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Programme) and other.sha256 == self.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


def read_programme(files: Mapping[str, bytes]) -> Programme:
    """The programme of these files. A pack that it names is read from them, or else from the package.

    Raises ProgrammeBroken with every mistake.
    """
    return _built(*_read(files))


def read_archived(files: Mapping[str, bytes]) -> Programme:
    """The programme of an archived revision, accepted under the checks of its day: a later check leaves it readable.

    Raises ProgrammeBroken only for what cannot be read at all.
    """
    return _built(*_read(files, is_archived=True))


def _built(entries: Mapping[str, list[Entry]], whole: Mapping[str, bytes], mistakes: list[Mistake]) -> Programme:
    if mistakes:
        raise MistakesFound(mistakes=mistakes)
    records = {name: [entry.record for entry in found] for name, found in entries.items()}
    return Programme(
        sha256=hash_of(whole),
        files=MappingProxyType(dict(sorted(whole.items()))),
        head=records["head"][0],
        units=Units(records["units"]),
        indicators=MappingProxyType({row.indicator_id: row for row in records["indicators"]}),
        regions=tuple(records["regions"]),
        headings=tuple(records["headings"]),
        series=tuple(records["series"]),
        vintages=tuple(records["vintages"]),
        cards=MappingProxyType({str(entry.id[0]): entry.record for entry in entries["cards"]}),
        layouts=tuple(records["layouts"]),
        mappings=tuple(replace(entry.record, name=str(entry.id[0])) for entry in entries["mappings"]),
        plausibility=records["plausibility"][0] if records["plausibility"] else Plausibility("none"),
        release=records["release"][0],
    )


def check_programme(files: Mapping[str, bytes]) -> list[Mistake]:
    """Every mistake of these files, at most MOST_MISTAKES, in the order of their places."""
    return _read(files)[2]


def hash_of(files: Mapping[str, bytes]) -> str:
    """The identity of a programme: over path and hash of each file, in the order of paths."""
    lines = (f"{sha256(content).hexdigest()} {path}\n" for path, content in sorted(files.items()))
    return sha256("".join(lines).encode()).hexdigest()


@cache
def built_in() -> Programme:
    """The programme that ships with the package, in force in a new home. Raises ProgrammeBroken."""
    return read_programme(_of_package(package_files("warehouse.rules") / BUILT_IN))


def _read(
    files: Mapping[str, bytes], *, is_archived: bool = False
) -> tuple[dict[str, list[Entry]], Mapping[str, bytes], list[Mistake]]:
    """Entries by field, the files with those of the packs, and all mistakes; of an archived revision only those that
    leave it unreadable.

    A file with mistakes of syntax or fields is left out of what follows, and so are references to its kind: nothing is
    reported twice.
    """
    entries: dict[str, list[Entry]] = {kind.field: [] for kind in KINDS}
    incomplete: set[str] = set()
    mistakes = [] if is_archived else check_bounds(files)
    if mistakes:
        return entries, files, mistakes[:MOST_MISTAKES]
    for path in files:
        if kind_of(_inside(path)) is None:
            known = [kind.pattern for kind in KINDS]
            mistakes.append(mistake(Place(path), "unknown_file", known, name=path))
    packs = _packs(files, mistakes)
    if packs is None:
        incomplete.update(entries)
    whole = {**(packs or {}), **files}
    for kind in KINDS:
        is_missing = kind.is_required and not any(_inside(path) == kind.pattern for path in whole)
        if is_missing and (kind.field == "head" or kind.field not in incomplete):
            mistakes.append(mistake(Place(kind.pattern), "missing_file", name=kind.pattern))
            incomplete.add(kind.field)
    for path in sorted(whole, key=lambda path: (not path.startswith(_STANDARDS), path)):
        of_file = kind_of(_inside(path))
        if of_file is not None:
            before = len(mistakes)
            is_of_pack = path.startswith(_STANDARDS)
            found = list(read_entries(of_file, path, whole[path], is_of_pack, mistakes, is_archived=is_archived))
            if len(mistakes) > before:
                incomplete.add(of_file.field)
            else:
                entries[of_file.field].extend(found)
    for name, found in entries.items():
        entries[name] = _replaced(found)
    left = MOST_MISTAKES - len(mistakes)
    if left > 0 and not is_archived:
        mistakes.extend(islice(check_whole(entries, incomplete), left))
    return entries, whole, list(iterate_unique(mistakes))[:MOST_MISTAKES]


def _replaced(entries: list[Entry]) -> list[Entry]:
    """Without the entries of packs that the folder replaces; the replacing entry takes their place in the order.

    A file that is one record replaces that of a pack as a whole.
    """
    replacing = {
        entry.id: entry
        for entry in entries
        if not entry.is_of_pack and (entry.kind.is_single or getattr(entry.record, "replaces", False))
    }
    taken = {entry.id for entry in entries if entry.is_of_pack and entry.id in replacing}
    return [
        replacing[entry.id] if entry.is_of_pack and entry.id in taken else entry
        for entry in entries
        if entry.is_of_pack or entry.id not in taken
    ]


def _packs(files: Mapping[str, bytes], mistakes: list[Mistake]) -> Mapping[str, bytes] | None:
    """The files of the packs that the head names and that are not among the files themselves; None where not all packs
    are known."""
    head_kind = KINDS[0]
    head = next(read_entries(head_kind, head_kind.pattern, files.get(head_kind.pattern, b""), False, []), None)
    found: dict[str, bytes] = {}
    if head is None:
        return None
    shipped = package_files("warehouse.rules") / "standards"
    known = sorted(pack.name for pack in shipped.iterdir() if pack.is_dir())
    before = len(mistakes)
    for number, pack in enumerate(head.record.standards):
        if any(path.startswith(f"{_STANDARDS}{pack}/") for path in files):
            continue
        if pack not in known:
            mistakes.append(mistake(head.place_of(("standards", number)), "unknown_pack", known, value=pack))
            continue
        found |= {f"{_STANDARDS}{pack}/{path}": content for path, content in _of_package(shipped / pack).items()}
    return found if len(mistakes) == before else None


def _inside(path: str) -> str:
    """The path inside the programme's folder or inside the folder of a pack."""
    return path.split("/", 2)[2] if path.startswith(_STANDARDS) and path.count("/") >= 2 else path


def _of_package(folder: Traversable) -> dict[str, bytes]:
    return dict(_walk(folder, ""))


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        path = f"{before}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        elif kind_of(path) is not None:
            yield path, entry.read_bytes()
