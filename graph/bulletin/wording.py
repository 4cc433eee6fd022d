"""The file in the user's hands: sections in order, and sentences with named numbers, checked before anything is read.

Every mistake is told with its line, all of them at once. What the file may say is in docs/bulletin.md.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.bulletin.catalogue import CHARTS, NAMES, TABLES
from graph.bulletin.facts import Texts
from graph.bulletin.numbers import LANGS
from warehouse.errors import InvalidArgument
from warehouse.programme.toml_places import TomlPlaces
from warehouse.wording import bilingual

BUILT_IN = Path(__file__).with_name("wording") / "monthly.toml"
LARGEST = 200_000
"""Bytes of a wording."""
_PIECE = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"(?P<name>[a-z0-9_.]+)(?::(?P<words>[a-z_]+))?")
WORDS = ("rise", "fall", "flat", "none", "turn")
CAUSES = (
    "price", "volume", "structure", "remainder", "scope", "method", "revision", "none", "unknown",
    "volume_up_price_up", "volume_up_price_down", "volume_down_price_up", "volume_down_price_down",
)  # fmt: skip
_TOP = ("title", "subtitle", "synthetic", "thresholds", "words", "causes", "list", "head", "section")
_PART = ("zh", "en", "when", "unless", "table", "chart", "title", "columns", "first", "none")


@dataclass(frozen=True)
class Piece:
    """A literal text, or the name of a fact with the words to write it by."""

    text: str
    name: str = ""
    words: str = ""


Template = tuple[Piece, ...]
Templates = Mapping[str, Template]
"""One template per language."""


@dataclass(frozen=True)
class List:
    """A phrase made of the first rows of a table."""

    rows: str
    first: int
    item: Templates
    none: Texts


@dataclass(frozen=True)
class Part:
    """A paragraph, a table or a chart; shown `when` a fact is known and not 0, or `unless` it is."""

    text: Templates | None = None
    when: str = ""
    unless: str = ""
    table: str = ""
    chart: str = ""
    title: Templates | None = None
    columns: tuple[str, ...] = ()
    first: int | None = None
    none: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    title: Texts
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Words:
    """How a number is written by its sign: what lies within `flat` is neither rise nor fall."""

    flat: Decimal
    templates: Mapping[str, Texts]


@dataclass(frozen=True)
class Wording:
    title: Templates
    subtitle: Templates
    synthetic: Texts
    cause_share: float
    words: Mapping[str, Words]
    causes: Mapping[str, Texts]
    lists: Mapping[str, List]
    head: tuple[Part, ...]
    sections: tuple[Section, ...]


def read_wording(path: Path | None) -> Wording:
    """The wording of a file, or the built-in one. Raises InvalidArgument with every mistake and its line."""
    found = path or BUILT_IN
    try:
        content = found.read_bytes()
        if len(content) > LARGEST:
            raise InvalidArgument(
                f"'{found}' has {len(content)} bytes.",
                f"A wording has at most {LARGEST}.",
                zh=f"“{found}”有 {len(content)} 字节，最多 {LARGEST} 字节。",
            )
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        document = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidArgument(
            f"'{found}' cannot be read as TOML: {error}.",
            "Start from a copy of the built-in wording: longmai bulletin --write-wording FILE.",
            zh=f"“{found}”不是可读的 TOML；可用 longmai bulletin --write-wording 文件 得到一份内置措辞再修改。",
        ) from error
    reader = _Reader(found.name, document, TomlPlaces(text))
    wording = reader.wording()
    if reader.mistakes:
        raise InvalidArgument("\n".join(reader.mistakes))
    return wording


class _Reader:
    """Reads a parsed document; mistakes are collected, and then the result is not used."""

    def __init__(self, file: str, document: Mapping[str, Any], places: TomlPlaces) -> None:
        self.mistakes: list[str] = []
        self._file = file
        self._document = document
        self._places = places
        self._words = tuple(_table(document.get("words")))
        self._lists = tuple(_table(document.get("list")))

    def wording(self) -> Wording:
        document = self._document
        self._check_keys(document, _TOP, ())
        thresholds = _table(document.get("thresholds"))
        self._check_keys(thresholds, ("cause_share",), ("thresholds",))
        causes = _table(document.get("causes"))
        self._check_keys(causes, CAUSES, ("causes",))
        return Wording(
            self._templates(document.get("title"), ("title",)),
            self._templates(document.get("subtitle"), ("subtitle",)),
            self._texts(document.get("synthetic"), ("synthetic",)),
            float(self._number(thresholds.get("cause_share", 0.2), ("thresholds", "cause_share"))),
            {name: self._read_words(entry, ("words", name)) for name, entry in _table(document.get("words")).items()},
            {name: self._texts(causes.get(name), ("causes", name), {"reason"}) for name in CAUSES},
            {name: self._read_list(entry, ("list", name)) for name, entry in _table(document.get("list")).items()},
            tuple(self._parts(document.get("head"), ("head",))),
            tuple(self._sections(document.get("section"))),
        )

    def _sections(self, entries: object) -> Iterator[Section]:
        for at, entry in enumerate(self._list_of(entries, ("section",))):
            path = ("section", at)
            self._check_keys(entry, ("title", "part"), path)
            yield Section(
                self._texts(entry.get("title"), (*path, "title")),
                tuple(self._parts(entry.get("part"), (*path, "part"))),
            )

    def _parts(self, entries: object, path: tuple[str | int, ...]) -> Iterator[Part]:
        for at, entry in enumerate(self._list_of(entries, path)):
            here = (*path, at)
            self._check_keys(entry, _PART, here)
            table, chart = str(entry.get("table", "")), str(entry.get("chart", ""))
            if table:
                self._check_name(table, TABLES, "table", "表", (*here, "table"))
            if chart:
                self._check_name(chart, CHARTS, "chart", "图", (*here, "chart"))
            for key in ("when", "unless"):
                if key in entry:
                    self._check_name(str(entry[key]), NAMES, "number", "数", (*here, key))
            columns = tuple(map(str, self._items(entry.get("columns", []), (*here, "columns"))))
            if table in TABLES:
                known = {column.name for column in TABLES[table].columns}
                for column in columns:
                    self._check_name(column, known, "column", "栏目", (*here, "columns"))
            first = entry.get("first")
            if first is not None and (not isinstance(first, int) or isinstance(first, bool) or first < 1):
                self._say(here, "'first' must be a whole number above 0.", "“first”须为正整数。")
                first = None
            yield Part(
                self._templates(entry, here) if not table and not chart else None,
                str(entry.get("when", "")),
                str(entry.get("unless", "")),
                table,
                chart,
                self._templates(entry["title"], (*here, "title")) if "title" in entry else None,
                columns,
                first,
                self._texts(entry["none"], (*here, "none")) if "none" in entry else {},
            )

    def _read_words(self, entry: object, path: tuple[str | int, ...]) -> Words:
        found = _table(entry)
        self._check_keys(found, ("within", *WORDS), path)
        allowed = {"abs", "value", "reason", "turn"}
        return Words(
            self._number(found.get("within", 0), (*path, "within")),
            {word: self._texts(found.get(word), (*path, word), allowed) for word in WORDS},
        )

    def _read_list(self, entry: object, path: tuple[str | int, ...]) -> List:
        found = _table(entry)
        self._check_keys(found, ("rows", "first", "item", "none"), path)
        rows = str(found.get("rows", ""))
        self._check_name(rows, TABLES, "table", "表", (*path, "rows"))
        columns = {column.name for column in TABLES[rows].columns} if rows in TABLES else set[str]()
        first = found.get("first", 3)
        if not isinstance(first, int) or isinstance(first, bool) or first < 1:
            self._say(path, "'first' must be a whole number above 0.", "“first”须为正整数。")
            first = 3
        return List(
            rows,
            first,
            self._templates(found.get("item"), (*path, "item"), columns),
            self._texts(found.get("none"), (*path, "none")),
        )

    def _templates(self, entry: object, path: tuple[str | int, ...], names: Collection[str] | None = None) -> Templates:
        found = _table(entry)
        templates: dict[str, Template] = {}
        for lang in LANGS:
            text = found.get(lang)
            if not isinstance(text, str):
                self._say(path, f"'{lang}' is missing; it is a text.", f"缺少“{lang}”文本。")
                text = ""
            templates[lang] = tuple(self._pieces(text, (*path, lang), names))
        return templates

    def _pieces(self, text: str, path: tuple[str | int, ...], names: Collection[str] | None) -> Iterator[Piece]:
        at = 0
        for found in _PIECE.finditer(text):
            yield from self._literal(text[at : found.start()], path)
            at = found.end()
            match = _NAME.fullmatch(found[1])
            name = match["name"] if match else found[1]
            words = (match["words"] if match else None) or ""
            if name.startswith("list.") and names is None:
                self._check_name(name.removeprefix("list."), self._lists, "list", "列举", path)
            else:
                self._check_name(name, NAMES if names is None else names, "number", "数", path)
            if words:
                self._check_name(words, self._words, "set of words", "用词", path)
            yield Piece("", name, words)
        yield from self._literal(text[at:], path)

    def _literal(self, text: str, path: tuple[str | int, ...]) -> Iterator[Piece]:
        if "{" in text or "}" in text:
            self._say(path, "A brace is not closed or not opened.", "花括号不成对。")
        if text:
            yield Piece(text)

    def _texts(
        self,
        entry: object,
        path: tuple[str | int, ...],
        names: Collection[str] = (),
    ) -> Texts:
        found = _table(entry)
        texts: dict[str, str] = {}
        for lang in LANGS:
            text = found.get(lang)
            if not isinstance(text, str):
                self._say(path, f"'{lang}' is missing; it is a text.", f"缺少“{lang}”文本。")
                text = ""
            for name in _PIECE.findall(text):
                self._check_name(name, names, "number", "数", (*path, lang))
            list(self._literal(_PIECE.sub("", text), (*path, lang)))
            texts[lang] = text
        self._check_keys(found, LANGS, path)
        return texts

    def _number(self, value: object, path: tuple[str | int, ...]) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e12:
            self._say(path, "This must be a number from 0 on.", "须为不小于 0 的数。")
            return Decimal(0)
        return Decimal(str(value))

    def _list_of(self, entries: object, path: tuple[str | int, ...]) -> list[Mapping[str, Any]]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self._say(path, f"'{path[-1]}' must be a list of entries.", f"“{path[-1]}”须为列表。")
            return []
        return entries

    def _items(self, value: object, path: tuple[str | int, ...]) -> list[object]:
        if not isinstance(value, list):
            self._say(path, "This must be a list.", "须为列表。")
            return []
        return value

    def _check_keys(self, entry: Mapping[str, Any], known: Collection[str], path: tuple[str | int, ...]) -> None:
        for key in entry:
            self._check_name(key, known, "key", "键", (*path, key))

    def _check_name(
        self, name: str, known: Collection[str], noun: str, noun_zh: str, path: tuple[str | int, ...]
    ) -> None:
        if name in known:
            return
        near = difflib.get_close_matches(name, known, n=1)
        self._say(
            path,
            f"There is no {noun} '{name}'." + (f" Did you mean '{near[0]}'?" if near else ""),
            f"没有名为“{name}”的{noun_zh}。" + (f"是否应为“{near[0]}”？" if near else ""),
        )

    def _say(self, path: tuple[str | int, ...], english: str, chinese: str) -> None:
        line, _ = self._places.of(path)
        self.mistakes.append(f"{self._file}:{line}: {bilingual(english, chinese)}")


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
