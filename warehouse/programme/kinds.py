"""The kinds of files of a programme: path, record and the field of Programme that they fill. A new kind is an entry.

Also what reads them: bytes to text, text to entries, entries to records, each with its place.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from warehouse.domain.unit import Unit
from warehouse.forms.list_mapping import ListMapping
from warehouse.programme.entries import Places, build_record, field_names, places_of_row, split_cells
from warehouse.programme.folder import MOST_COLUMNS, check_lines
from warehouse.programme.layout_declarations import LayoutDeclaration
from warehouse.programme.mistakes import MOST_MISTAKES, Mistake, Place, mistake
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
from warehouse.programme.toml_places import TomlPlaces

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Characters that steer a terminal or turn the order of what follows."""
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class Kind:
    """One kind of file. `pattern` is its path, where `*` stands for a part of a name.

    A CSV file has a record per line. A TOML file is one record; or with `listed` a record per `[[listed]]`; or with
    `named` a record per `[named.id]`. `key` names the fields that identify a record in all files of its kind; without
    one, the name of the file or the id does. `references` maps a field to the kind whose id it must be.
    """

    field: str
    pattern: str
    record: type[Any]
    noun: str
    noun_zh: str
    listed: str | None = None
    named: str | None = None
    key: tuple[str, ...] = ()
    references: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_single: bool = False
    is_required: bool = False


KINDS: tuple[Kind, ...] = (
    Kind(
        "head", "programme.toml", Head, "head", "总表", references={"region_code": "regions"}, is_single=True,
        is_required=True,
    ),
    Kind("units", "units.csv", Unit, "unit", "计量单位", key=("unit_id",)),
    Kind(
        "regions", "regions.csv", Region, "region", "地区", key=("region_code", "valid_from"),
        references={"parent": "regions", "successor": "regions"},
    ),
    Kind(
        "indicators", "indicators.csv", Indicator, "indicator", "指标", key=("indicator_id",),
        references={"denominator": "indicators"},
    ),
    Kind("cards", "cards.toml", Card, "card", "指标卡片", named="card"),
    Kind(
        "series", "names/series.csv", SeriesName, "series", "序列",
        key=("source", "name", "period_kind", "unit", "region"),
        references={"indicator": "indicators"},
    ),
    Kind("layouts", "layouts.toml", LayoutDeclaration, "layout", "格式", listed="layout", key=("layout_id",)),
    Kind("headings", "names/headings.csv", Heading, "heading", "表头", key=("heading", "form", "valid_from")),
    Kind("vintages", "vintages.csv", Vintage, "vintage", "版本", key=("vintage_rule_id",)),
    Kind("mappings", "mappings/*.toml", ListMapping, "mapping", "映射"),
    Kind("plausibility", "rules/plausibility.toml", Plausibility, "rule set", "规则集", is_single=True),
    Kind("release", "rules/release.toml", ReleaseLimits, "rule set", "规则集", is_single=True, is_required=True),
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A record, its id and its places."""

    kind: Kind
    id: tuple[object, ...]
    record: Any
    file: str
    place_of: Places
    is_of_pack: bool

    @property
    def place(self) -> Place:
        return self.place_of(())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple((re.compile(re.escape(kind.pattern).replace(r"\*", "[^/]+")), kind) for kind in KINDS)


def kind_of(path: str) -> Kind | None:
    """The kind of a file by its path inside the folder of a programme or a pack."""
    return next((kind for pattern, kind in _patterns() if pattern.fullmatch(path)), None)


def read_entries(
    kind: Kind, file: str, content: bytes, is_of_pack: bool, out: list[Mistake], *, is_archived: bool = False
) -> Iterator[Entry]:
    """The records of a file; its mistakes are added to `out`. An archived file is only read, not checked again."""
    text = _text(file, content, out, is_archived)
    if text is None:
        return
    found = _rows(kind, file, text, out) if file.endswith(".csv") else _tables(kind, file, text, out)
    for default_id, entry, place_of in found:
        if len(out) >= MOST_MISTAKES:
            return
        record = build_record(kind.record, entry, place_of, out)
        if record is not None:
            own_id = tuple(getattr(record, name) for name in kind.key) or default_id
            yield Entry(kind, own_id, record, file, place_of, is_of_pack)


def encoding_of(file: str, content: bytes) -> str | None:
    """The encoding of a file: utf-8, or gb18030 for a CSV file that is not; None where it is neither."""
    for encoding in ("utf-8", "gb18030") if file.endswith(".csv") else ("utf-8",):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def _text(file: str, content: bytes, out: list[Mistake], is_archived: bool) -> str | None:
    encoding = encoding_of(file, content)
    if encoding is None or b"\0" in content:
        out.append(mistake(Place(file), "not_text", why="NUL" if encoding else "encoding"))
        return None
    text = content.decode(encoding).removeprefix("\ufeff")
    if is_archived:
        return text
    unprintable = _UNPRINTABLE.search(text)
    if unprintable is not None:
        line = text.count("\n", 0, unprintable.start()) + 1
        out.append(mistake(Place(file, line), "not_text", why=f"U+{ord(unprintable[0]):04X}"))
        return None
    too_long = check_lines(file, text)
    if too_long is not None:
        out.append(too_long)
        return None
    return text


Found = Iterator[tuple[tuple[object, ...], Mapping[str, object], Places]]


def _rows(kind: Kind, file: str, text: str, out: list[Mistake]) -> Found:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        columns = _columns(kind, file, headings, out)
        if columns is None:
            return
        line = reader.line_num + 1
        for cells in reader:
            row = {name: cells[at - 1] for name, at in columns.items() if at <= len(cells)}
            over = next((at for at, cell in enumerate(cells) if cell.strip() and not _heading(headings, at)), None)
            if over is not None:
                out.append(mistake(Place(file, line, over + 1), "unknown_key", columns, name=cells[over]))
            elif any(cell.strip() for cell in cells):
                yield (file, line), split_cells(kind.record, row), places_of_row(file, line, columns)
            line = reader.line_num + 1
    except csv.Error as error:
        out.append(mistake(Place(file, reader.line_num), "not_csv", why=error))


def _heading(headings: list[str], at: int) -> str:
    return headings[at] if at < len(headings) else ""


def _columns(kind: Kind, file: str, headings: list[str], out: list[Mistake]) -> Mapping[str, int] | None:
    """The number of each column by its heading; None where a heading is unknown or repeated."""
    if len(headings) > MOST_COLUMNS:
        out.append(
            mistake(Place(file, 1), "too_large", what="Columns", what_zh="列数", size=len(headings), most=MOST_COLUMNS)
        )
        return None
    known = field_names(kind.record)
    before = len(out)
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings, start=1):
        if heading in columns:
            out.append(mistake(Place(file, 1, at), "repeated_heading", name=heading))
        elif heading and heading not in known:
            out.append(mistake(Place(file, 1, at), "unknown_key", known, name=heading))
        elif heading:
            columns[heading] = at
    return columns if len(out) == before else None


def _tables(kind: Kind, file: str, text: str, out: list[Mistake]) -> Found:
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = Place(file, int(at[1]), int(at[2])) if at else Place(file, text.count("\n") + 1)
        out.append(mistake(place, "not_toml", why=_AT.sub("", str(error)).strip()))
        return
    except (RecursionError, ValueError) as error:
        why = "too many brackets inside brackets" if isinstance(error, RecursionError) else "a number is too long"
        out.append(mistake(Place(file), "not_toml", why=why))
        return

    @cache
    def places() -> TomlPlaces:
        return TomlPlaces(text)

    def below(*start: str | int) -> Places:
        return lambda path: Place(file, *places().of((*start, *path)))

    if kind.listed is None and kind.named is None:
        yield (file.rsplit("/", 1)[-1].removesuffix(".toml"),), content, below()
        return
    name = str(kind.listed or kind.named)
    out.extend(mistake(below()((key,)), "unknown_key", [name], name=key) for key in content if key != name)
    found = content.get(name, [] if kind.listed else {})
    if not isinstance(found, list if kind.listed else dict):
        out.append(_not_a_table(below(name)(()), name))
        return
    for key, entry in enumerate(found) if isinstance(found, list) else found.items():
        if isinstance(entry, dict):
            yield (key,), entry, below(name, key)
        else:
            out.append(_not_a_table(below(name, key)(()), name))


def _not_a_table(place: Place, name: str) -> Mistake:
    return mistake(place, "wrong_type", name=name, value="…", wanted="a table of names", wanted_zh="名称对照表")
