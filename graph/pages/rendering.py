"""What templates are given: the language, links that keep the state, numbers, lights, figures, empty states.

One Rendering serves one request. Everything that comes out of it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Undefined
from markupsafe import Markup

from graph.pages.figures import DOWNLOADS, KINDS, Figure, choose, read_columns, read_words
from graph.pages.folders import FOLDER
from graph.pages.parameters import STATE_PARAMETERS, write_address
from graph.pages.questions import ROLES, choose_questions
from graph.pages.values import NOTHING, SHARES, SYMBOLS, Vocabularies, read_decimal, show_number, tone_of, unit_words
from warehouse.wording import CHINESE, Words

_BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Mark:
    """How a number of some state looks: a small sign after it, and the words of the legend."""

    sign: Words
    words: Words


MARKS: Mapping[str, Mark] = {
    "suppressed": Mark(Words("密", "s"), Words("为保护个体数据不予显示", "Withheld to protect single respondents")),
    "estimated": Mark(Words("估", "e"), Words("预计数或推算数", "Estimate")),
    "preliminary": Mark(Words("初", "p"), Words("初步数，将被后续版本取代", "Preliminary, to be replaced")),
    "flagged": Mark(Words("疑", "?"), Words("同行有待定或存疑的单元格", "A cell of its row is held or in doubt")),
    "mixed": Mark(Words("混", "m"), Words("分子与分母版本不一致", "Numerator and denominator of different vintages")),
    "corrected": Mark(Words("正", "c"), Words("经人工更正", "Put right by a person")),
    "synthetic": Mark(Words("", ""), Words("合成样本数据（点线）", "Synthetic sample data (dotted line)")),
}
_OF_FIELDS = {
    "isFlagged": "flagged",
    "isSynthetic": "synthetic",
    "isPreliminary": "preliminary",
    "isMixedVintage": "mixed",
    "isCorrected": "corrected",
    "isSuppressed": "suppressed",
    "isEstimated": "estimated",
    "isImputed": "estimated",
}
_OF_VINTAGES = {"ESTIMATED": "estimated", "PRELIMINARY": "preliminary"}


class NotFound(Exception):
    """What the address names is not there; a template raises it by `not_found`."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class PageEnvironment(Environment):
    """Jinja with autoescape and strict names, where `row.items` is a field of the row and no method of Python."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def build_environment() -> Environment:
    """The environment of all templates."""
    environment = PageEnvironment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(choose_questions=choose_questions, question_roles=ROLES)
    return environment


@dataclass
class Rendering:
    """The helpers of one page in one language. `parameters` are those of the address, path parameters left out."""

    vocabularies: Vocabularies
    path: str
    lang: str
    parameters: Mapping[str, Any]
    figures: dict[str, Figure] = field(default_factory=dict)

    def names(self) -> dict[str, Any]:
        """The helpers by the names that templates call them by."""
        return {
            "lang": self.lang,
            "path": self.path,
            "parameters": self.parameters,
            "t": self.t,
            "pick": self.pick,
            "word": self.word,
            "link": self.link,
            "here": self.here,
            "number": self.number,
            "plain": self.plain,
            "unit_name": self.unit_name,
            "light": self.light,
            "tone": tone_of,
            "figure": self.figure,
            "empty": self.empty,
            "not_found": self.not_found,
            "moment": self.moment,
            "say": self.say,
            "named": named,
            "marks": [(name, self.choose(mark.sign), self.choose(mark.words)) for name, mark in MARKS.items()],
            "lights": [
                ("good", SYMBOLS["good"], self.t("正常、达标", "On track or met")),
                ("watch", SYMBOLS["watch"], self.t("需关注", "Needs attention")),
                ("bad", SYMBOLS["bad"], self.t("滞后、未达", "Behind or missed")),
                ("neutral", SYMBOLS["neutral"], self.t("无判定", "No judgement")),
            ],
        }

    def t(self, zh: str, en: str) -> str:
        """The text in the reader's language."""
        return zh if self.lang == "zh" else en

    def pick(self, row: Mapping[str, Any] | None, name: str) -> str:
        """`nameZh` or `nameEn` of a row, for `name`, by language; the other one where it is missing."""
        if row is None:
            return NOTHING
        first, second = ("Zh", "En") if self.lang == "zh" else ("En", "Zh")
        return row.get(name + first) or row.get(name + second) or NOTHING

    def word(self, value: str | None, enum: str | None = None) -> str:
        """A word of the API in the reader's language."""
        return NOTHING if value is None else self.choose(self.vocabularies.words(value, enum))

    def link(self, path: str, **parameters: Any) -> str:
        """An address that keeps period, as-of and language; a parameter given as None is dropped."""
        kept = {name: self.parameters[name] for name in STATE_PARAMETERS if name in self.parameters}
        return write_address(path, {**kept, **parameters})

    def here(self, **parameters: Any) -> str:
        """This page with other parameters."""
        return write_address(self.path, {**self.parameters, **parameters})

    def number(
        self,
        value: Any,
        unit: str | None = None,
        id: str | None = None,  # noqa: A002
        field: str | None = None,
        status: str | Iterable[str] | Mapping[str, Any] | None = None,
        reason: str | None = None,
        digits: int | None = None,
        sign: bool = False,
    ) -> Markup:
        """A number that leads to where it comes from; a null says why in words.

        `status` is the row, whose fields tell the state of its numbers, or the names of states.
        """
        states = _states(status)
        classes = " ".join(("n", *(f"is-{name}" for name in states)))
        if value is None or isinstance(value, Undefined):
            text = self.word(reason) if reason else self.t("无数据", "No data")
            content = Markup('<span class="none">{}</span>').format(text)
        else:
            shown = show_number(value, unit, digits, self.lang)
            plus = "+" if sign and (read_decimal(value) or 0) > 0 else ""
            unit_text = self.choose(shown.unit)
            gap = "" if self.lang == "zh" or unit_text == "%" else " "
            content = Markup('{}{}<span class="u">{}{}</span>').format(plus, shown.text, gap, unit_text)
        signs = Markup("").join(
            Markup('<sup class="mark" title="{}">{}</sup>').format(
                self.choose(MARKS[name].words), self.choose(MARKS[name].sign)
            )
            for name in states
            if MARKS[name].sign.zh
        )
        if id is None or field is None:
            return Markup('<span class="{}">{}{}</span>').format(classes, content, signs)
        address = self.link("/number", id=id, field=field)
        return Markup('<a class="{}" href="{}" data-n="{}">{}{}</a>').format(
            classes, address, f"{id} {field}", content, signs
        )

    def plain(self, value: Any, unit: str | None = None, digits: int | None = None) -> str:
        """The text of a number with its unit, for sentences."""
        if value is None:
            return self.t("无数据", "no data")
        shown = show_number(value, unit, digits, self.lang)
        unit_text = self.choose(shown.unit)
        return shown.text + ("" if self.lang == "zh" or unit_text in {"%", ""} else " ") + unit_text

    def unit_name(self, unit: str | None) -> str:
        """What a unit is called."""
        return self.choose(unit_words(unit))

    def light(
        self, status: str | None, enum: str | None = None, reason: str | None = None, text: str | None = None
    ) -> Markup:
        """A status by symbol, word and colour. `text` is the word of a status that is no enum of the API."""
        if status is None or (status == "NO_DATA" and reason):
            text = text or (self.word(reason) if reason else self.t("无判定", "No judgement"))
            return Markup('<span class="light neutral"><i aria-hidden="true">{}</i>{}</span>').format(
                SYMBOLS["neutral"], text
            )
        tone = tone_of(status)
        return Markup('<span class="light {}"><i aria-hidden="true">{}</i>{}</span>').format(
            tone, SYMBOLS[tone], text or self.word(status, enum)
        )

    def figure(
        self,
        kind: str,
        id: str,  # noqa: A002
        title: Any,
        columns: Sequence[Any],
        rows: Sequence[Mapping[str, Any]],
        unit: Any = None,
        source: Any = None,
        vintage: Any = None,
        height: str = "",
    ) -> Markup:
        """A chart over its table. `height` is `tall` or `low`."""
        if kind not in KINDS:
            raise ValueError(f"no kind of chart: {kind}")
        drawn = Figure(
            kind, id, read_words(title), read_columns(columns), list(rows), read_words(unit), read_words(source),
            read_words(vintage),
        )  # fmt: skip
        self.figures[id] = drawn
        heads = Markup("").join(self._head(place, column) for place, column in enumerate(drawn.columns))
        body = Markup("").join(
            Markup("<tr>{}</tr>").format(
                Markup("").join(_cell(row.get(column.key), column.unit) for column in drawn.columns)
            )
            for row in drawn.rows
        )
        about = [
            (self.t("单位", "Unit"), self.choose(drawn.unit)),
            (self.t("来源", "Source"), self.choose(drawn.source)),
            (self.t("版本", "Vintage"), self.choose(drawn.vintage)),
        ]
        return Markup(_FIGURE).format(
            id=id,
            kind=kind,
            height=height,
            title=self.choose(drawn.title),
            about=Markup("").join(
                Markup("<span><b>{}</b>{}</span>").format(name, text) for name, text in about if text
            ),
            heads=heads,
            body=body,
            data=self.t("数据表", "Table"),
            png=self.t("图片", "PNG"),
            empty=self.t("没有可画的数据。", "There is nothing to draw."),
            is_empty="" if drawn.rows else " is-empty",
            files=Markup(" ").join(
                Markup('<a href="{}" download>{}</a>').format(self.here(figure=id, download=form), form.upper())
                for form in DOWNLOADS
            ),
        )

    def empty(self, zh: str, en: str) -> Markup:
        """Says that there is nothing, and why."""
        return Markup('<p class="empty">{}</p>').format(self.t(zh, en))

    def not_found(self, zh: str, en: str) -> str:
        """Ends the page with a 404 that says what is missing."""
        raise NotFound(Words(zh, en))

    def say(self, message: str | None) -> str:
        """The half of a message of Longmai in the reader's language (warehouse.wording)."""
        return self.choose(read_bilingual(message or ""))

    def moment(self, instant: str | None) -> str:
        """An instant in Beijing's time, to the minute."""
        if instant is None:
            return NOTHING
        return datetime.fromisoformat(instant).astimezone(_BEIJING).strftime("%Y-%m-%d %H:%M")

    def _head(self, place: int, column: Any) -> Markup:
        label = self.choose(column.label)
        unit = "%" if column.unit in SHARES else self.unit_name(column.unit)
        return Markup('<th scope="col" data-key="{}" data-role="{}" data-place="{}"{}>{}{}</th>').format(
            column.key,
            column.role,
            place,
            Markup(' data-unit="%"') if column.unit in SHARES else "",
            label,
            self.t(f"（{unit}）", f" ({unit})") if unit else "",
        )

    def choose(self, words: Words) -> str:
        """The words of the reader's language."""
        return choose(words, self.lang)


def read_bilingual(text: str) -> Words:
    """The two languages of a message; a text in one stands for both."""
    en, _, zh = text.partition(CHINESE)
    return Words(zh.strip() or en.strip(), en.strip())


_FIGURE = """<figure id="figure-{id}" class="figure {height}{is_empty}" data-kind="{kind}">
<figcaption><h3>{title}</h3><p class="about">{about}</p></figcaption>
<div class="chart" role="img" aria-label="{title}"></div><p class="empty">{empty}</p>
<details><summary>{data}</summary><div class="scroll" tabindex="0"><table><thead><tr>{heads}</tr></thead>
<tbody>{body}</tbody></table></div></details>
<p class="files"><button type="button" class="png" hidden>{png}</button> {files}</p>
</figure>"""


def named(rows: Iterable[Mapping[str, Any]], key: str, value: str) -> dict[Any, Any]:
    """The names of rows by their keys."""
    return {row[key]: row[value] for row in rows}


def _cell(value: Any, unit: str | None) -> Markup:
    if value is None:
        return Markup("<td></td>")
    number = read_decimal(value)
    if number is None:
        return Markup("<td>{}</td>").format(value)
    text = f"{number:,f}" if abs(number) >= 10000 else value
    shown = show_number(value, unit).text if unit in SHARES else text
    return Markup('<td class="num" data-value="{}">{}</td>').format(value, shown)


def _states(status: str | Iterable[str] | Mapping[str, Any] | None) -> list[str]:
    if status is None or isinstance(status, Undefined):
        return []
    if isinstance(status, Mapping):
        found = [name for key, name in _OF_FIELDS.items() if status.get(key) is True]
        vintage = _OF_VINTAGES.get(str(status.get("vintageStatus")))
        return list(dict.fromkeys([*found, *([vintage] if vintage else [])]))
    names = [status] if isinstance(status, str) else list(status)
    unknown = set(names) - MARKS.keys()
    if unknown:
        raise ValueError(f"no state of a number: {', '.join(sorted(unknown))}")
    return names
