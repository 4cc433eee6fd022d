"""Facts and a wording to a report: sentences by the stated rules, tables, charts, and a reference for each number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from graph.bulletin.catalogue import CHARTS, NAMES, TABLES
from graph.bulletin.facts import Column, Context, Facts, Row
from graph.bulletin.numbers import NOT_KNOWN, PLACES, TABLE_UNITS, Kind, Mark, Number, in_table, rounded, write_value
from graph.bulletin.report import (
    Block,
    Cell,
    Paragraph,
    Reference,
    Report,
    ReportChart,
    ReportColumn,
    ReportSection,
    ReportTable,
    Run,
)
from graph.bulletin.wording import List, Part, Piece, Template, Wording, Words

MARKS: Mapping[Mark, Mapping[str, tuple[str, str]]] = {
    Mark.PRELIMINARY: {"zh": ("初", "初步数"), "en": ("p", "preliminary")},
    Mark.ESTIMATED: {"zh": ("估", "含估计"), "en": ("e", "in part estimated")},
    Mark.FLAGGED: {"zh": ("核", "输入中有待核实的单元格"), "en": ("h", "an input is held")},
    Mark.MIXED: {"zh": ("混", "分子与分母版本不一"), "en": ("m", "vintages are mixed")},
    Mark.SYNTHETIC: {"zh": ("合", "合成数据"), "en": ("s", "synthetic")},
}
"""Letter and meaning of each mark, in the order in which they are written."""
_DIGITS = "一二三四五六七八九十"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "legend": {
        "zh": "数字后的标记：{marks}。方括号中的数字为附录中的出处。",
        "en": "Marks after numbers: {marks}. Numbers in brackets lead to the references.",
    },
    "note": {
        "zh": "单位：{unit}；来源：{source}；{vintage}",
        "en": "Unit: {unit}; source: {source}; {vintage}",
    },
    "as_known": {"zh": "{as_of}所知的最新版本", "en": "newest as known on {as_of}"},
}  # fmt: skip


@dataclass
class References:
    """The references in the order in which numbers appear; what is said of equal numbers is said once."""

    context: Context
    as_of: str
    _found: dict[tuple[str, str, str, str, str, str, str], int] = field(default_factory=dict)

    def add(self, name: str, number: Number, unit: str, *, is_column: bool = False) -> int:
        origin = number.origin
        definition = _in(origin.definition or self.context.descriptions.get(origin.field_name, ""), self.context.lang)
        vintage = origin.vintage or _WORDS["as_known"][self.context.lang].format(as_of=self.as_of)
        arithmetic, source = ("", "") if is_column else (origin.arithmetic, origin.source)
        key = (name, definition, origin.rule_set, vintage, unit, arithmetic, source)
        return self._found.setdefault(key, len(self._found) + 1)

    def all(self) -> tuple[Reference, ...]:
        return tuple(Reference(number, *key) for key, number in self._found.items())


def compose(
    wording: Wording,
    facts: Sequence[Facts],
    context: Context,
    head: Mapping[str, str],
    as_of: datetime,
    synthetic: bool,
) -> Report:
    """The report. `head` are the texts of the bulletin itself."""
    return _Composer(wording, facts, context, head).report(as_of, synthetic)


class _Composer:
    def __init__(self, wording: Wording, facts: Sequence[Facts], context: Context, head: Mapping[str, str]) -> None:
        self._wording = wording
        self._context = context
        self._lang = context.lang
        self._numbers: dict[str, Number | str] = {**head}
        self._rows: dict[str, Sequence[Row]] = {}
        for found in facts:
            self._numbers |= found.numbers
            self._rows |= found.rows
        self._references = References(context, head["as_of"])
        self._marks: set[Mark] = set()

    def report(self, as_of: datetime, synthetic: bool) -> Report:
        wording, lang = self._wording, self._lang
        head = tuple(self._paragraph(part.text[lang]) for part in wording.head if part.text and self._shows(part))
        sections = tuple(
            ReportSection(
                _numeral(at, lang), section.title[lang], tuple(chain.from_iterable(map(self._blocks, section.parts)))
            )
            for at, section in enumerate(wording.sections, 1)
        )
        marks = [f"{letter} {text}" for mark in MARKS for letter, text in [MARKS[mark][lang]] if mark in self._marks]
        return Report(
            lang,
            _text(self._paragraph(wording.title[lang], refer=False)),
            _text(self._paragraph(wording.subtitle[lang], refer=False)),
            wording.synthetic[lang] if synthetic else "",
            _WORDS["legend"][lang].format(marks=("，" if lang == "zh" else ", ").join(marks)) if marks else "",
            head,
            sections,
            self._references.all(),
            as_of,
            tuple((name, NAMES[name][lang], self._plain(name)) for name in NAMES if name in self._numbers),
        )

    def _blocks(self, part: Part) -> Iterator[Block]:
        if not self._shows(part):
            return
        if part.table:
            yield self._table(part)
        elif part.chart:
            found = self._chart(part)
            if found is not None:
                yield found
        elif part.text:
            yield self._paragraph(part.text[self._lang])

    def _shows(self, part: Part) -> bool:
        return (not part.when or self._is_something(part.when)) and (
            not part.unless or not self._is_something(part.unless)
        )

    def _is_something(self, name: str) -> bool:
        found = self._numbers.get(name, "")
        return bool(found.value) if isinstance(found, Number) else bool(found)

    def _paragraph(self, template: Template, *, refer: bool = True) -> Paragraph:
        return tuple(chain.from_iterable(self._runs(piece, refer) for piece in template))

    def _runs(self, piece: Piece, refer: bool) -> Iterator[Run]:
        if not piece.name:
            yield Run(piece.text)
            return
        if piece.name.startswith("list."):
            yield Run(self._list(self._wording.lists[piece.name.removeprefix("list.")]))
            return
        found = self._numbers.get(piece.name, "")
        if isinstance(found, str):
            yield Run(found)
            return
        text = self._write(found, piece.words)
        # What a number is does not depend on whether it is known: a missing one has its reference as well.
        unit = found.unit.get(self._lang, "").strip() or TABLE_UNITS.get(found.kind, {}).get(self._lang, "")
        yield Run(text, self._references.add(NAMES[piece.name][self._lang], found, unit) if refer else None)

    def _list(self, found: List) -> str:
        rows = self._rows.get(found.rows, ())[: found.first]
        items = ["".join(self._item(piece, row) for piece in found.item[self._lang]) for row in rows]
        return ("；" if self._lang == "zh" else "; ").join(items) if items else found.none[self._lang]

    def _item(self, piece: Piece, row: Row) -> str:
        if not piece.name:
            return piece.text
        found = row[piece.name]
        return found if isinstance(found, str) else self._write(found, piece.words, marks=False)

    def _plain(self, name: str) -> str:
        found = self._numbers[name]
        return found if isinstance(found, str) else self._write(found, "")

    def _write(self, number: Number, words: str, *, marks: bool = True) -> str:
        text = (
            write_words(number, self._wording.words[words], self._context)
            if words
            else write_number(number, self._context)
        )
        return f"{text}{self._marked(number, said={Mark.SYNTHETIC})}" if marks else text

    def _marked(self, number: Number, said: set[Mark] = frozenset()) -> str:  # type: ignore[assignment]
        """The marks of a number in brackets; synthetic is said on every page, and by a mark in tables of both kinds."""
        shown = [mark for mark in MARKS if mark in number.marks and mark not in said]
        self._marks.update(shown)
        letters = [MARKS[mark][self._lang][0] for mark in shown]
        if not letters or number.value is None:
            return ""
        return f"（{'、'.join(letters)}）" if self._lang == "zh" else f" ({', '.join(letters)})"

    def _table(self, part: Part) -> ReportTable:
        table, rows = TABLES[part.table], self._rows.get(part.table, ())
        by_name = {column.name: column for column in table.columns}
        columns = [by_name[name] for name in part.columns] if part.columns else list(table.columns)
        shown = rows if part.first is None else rows[: part.first]
        title = _text(self._paragraph(part.title[self._lang], refer=False)) if part.title else table.title[self._lang]
        is_mixed = len({_is_synthetic(row) for row in rows}) > 1
        return ReportTable(
            title,
            tuple(self._column(column, shown, title) for column in columns),
            tuple(tuple(self._cell(row.get(column.name, ""), column, is_mixed) for column in columns) for row in shown),
            part.none.get(self._lang, NOT_KNOWN[self._lang]),
            len(rows) - len(shown),
        )

    def _column(self, column: Column, rows: Sequence[Row], title: str) -> ReportColumn:
        heading = column.title[self._lang]
        if column.kind is None:
            return ReportColumn(heading)
        unit = TABLE_UNITS.get(column.kind, {}).get(self._lang, "")
        numbers = [number for row in rows if isinstance(number := row.get(column.name), Number)]
        named = f"{title}：{heading}" if self._lang == "zh" else f"{title}: {heading}"
        reference = self._references.add(named, numbers[0], unit, is_column=True) if numbers else None
        return ReportColumn(heading, column.kind, unit, reference)

    def _cell(self, found: Number | str, column: Column, is_mixed: bool) -> Cell:
        if isinstance(found, str):
            return Cell(found)
        value = in_table(found, self._lang)
        if value is None:
            return Cell(_missing(found, self._context))
        said = set[Mark]() if is_mixed else {Mark.SYNTHETIC}
        marks = self._marked(found, said)
        text = f"{rounded(value, PLACES[found.kind]):,f}"
        if found.kind is Kind.PLAIN and "." in text:
            text = text.rstrip("0").rstrip(".")
        return Cell(text, value, marks)

    def _chart(self, part: Part) -> ReportChart | None:
        chart = CHARTS[part.chart]
        rows = self._rows.get(chart.rows, ())
        numbers = [number for row in rows if isinstance(number := row[chart.value], Number)]
        values = tuple(in_table(number, self._lang) for number in numbers)
        if not any(value is not None for value in values):
            return None
        column = next(column for column in TABLES[chart.rows].columns if column.name == chart.value)
        label = next(column for column in TABLES[chart.rows].columns if column.name == chart.label)
        unit = TABLE_UNITS.get(numbers[0].kind, {}).get(self._lang, "")
        title = part.title[self._lang] if part.title else (Piece(chart.title[self._lang]),)
        as_of = self._numbers["as_of"]
        assert isinstance(as_of, str)
        return ReportChart(
            part.chart,
            chart.kind,
            _text(self._paragraph(title, refer=False)),
            unit,
            _WORDS["note"][self._lang].format(
                unit=unit,
                source=chart.source[self._lang],
                vintage=_WORDS["as_known"][self._lang].format(as_of=as_of),
            ),
            tuple(str(row[chart.label]) for row in rows),
            values,
            label.title[self._lang],
            column.title[self._lang],
        )


def write_number(number: Number, context: Context) -> str:
    """A number as it is, or why there is none."""
    if number.value is None:
        return _missing(number, context)
    return write_value(number.value, number.kind, context.lang, number.unit)


def write_words(number: Number, words: Words, context: Context) -> str:
    """A number by its sign: rise, fall, flat; or what became of a profit; or why there is none."""
    texts = {word: found[context.lang] for word, found in words.templates.items()}
    value = number.value
    if value is None:
        if number.turn is not None:
            return texts["turn"].replace("{turn}", context.label("ProfitTurn", number.turn))
        return texts["none"].replace("{reason}", _reason(number, context))
    word = "flat" if abs(value) <= words.flat else "rise" if value > 0 else "fall"
    full = write_value(value, number.kind, context.lang, number.unit)
    size = write_value(abs(value), number.kind, context.lang, number.unit)
    return texts[word].replace("{abs}", size).replace("{value}", full)


def _missing(number: Number, context: Context) -> str:
    if number.turn is not None:
        return context.label("ProfitTurn", number.turn)
    return f"—（{_reason(number, context)}）" if context.lang == "zh" else f"– ({_reason(number, context)})"


def _reason(number: Number, context: Context) -> str:
    return context.label("Reason", number.reason) if number.reason else NOT_KNOWN[context.lang]


def _is_synthetic(row: Row) -> bool:
    return any(Mark.SYNTHETIC in number.marks for number in row.values() if isinstance(number, Number))


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph)


def _in(text: str, lang: str) -> str:
    """The part of a text in both languages."""
    english, _, chinese = text.partition(" 中文：")
    return (chinese or english if lang == "zh" else english).strip()


def _numeral(number: int, lang: str) -> str:
    """一, 十二; 1, 12."""
    if lang == "en":
        return f"{number}. "
    tens, ones = divmod(number, 10)
    text = ("" if tens <= 1 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
    return f"{text}、"
