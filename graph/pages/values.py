"""Values as people read them: amounts in 亿元 and 万元, shares in per cent, dates, words of the schema, lights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from graphql import GraphQLEnumType, GraphQLSchema

from graph.declare.descriptions import split_languages
from warehouse.programme.programme import built_in
from warehouse.wording import Words

MINUS = "−"
NOTHING = "—"


@dataclass(frozen=True)
class Scale:
    """A unit that amounts from `least` on are shown in."""

    least: Decimal
    factor: Decimal
    words: Words


_YUAN = Scale(Decimal(0), Decimal(1), Words("元", "yuan"))
_MONEY = {
    "zh": (
        Scale(Decimal(10) ** 8, Decimal(10) ** 8, Words("亿元", "100 million yuan")),
        Scale(Decimal(10) ** 4, Decimal(10) ** 4, Words("万元", "10,000 yuan")),
        _YUAN,
    ),
    "en": (
        Scale(Decimal(10) ** 9, Decimal(10) ** 9, Words("十亿元", "billion yuan")),
        Scale(Decimal(10) ** 6, Decimal(10) ** 6, Words("百万元", "million yuan")),
        _YUAN,
    ),
}
"""Chinese counts money by ten thousands and their squares, English by thousands."""
_FACTORS = {"cny": Decimal(1), "cny_1e3": Decimal(1000), "cny_1e4": Decimal(10) ** 4, "cny_1e8": Decimal(10) ** 8}
_PERCENT = Words("%", "%")
_LEAST = Decimal("0.005")
"""Two decimals print a smaller number as zero."""
_MOST_DIGITS = 8
_LONGEST = 40
_SHORT = {"point_pp": Words("个百分点", "pp"), "percent": _PERCENT, "cny_1e8": Words("亿元", "100 million yuan")}
_PLAIN = {"": Words("", ""), "count": Words("", ""), "firm": Words("户", "firms"), "month": Words("个月", "months")}
_PLAIN |= {"cny": Words("元", "yuan"), "enterprise": Words("户", "firms")}
_PLAIN |= {"day": Words("天", "days"), "row": Words("行", "rows"), "file": Words("个文件", "files")}
_PLAIN |= {"multiple": Words("倍", "×"), "year": Words("年", "years"), "fund": Words("只", "funds")}
_PLAIN |= {"project": Words("个", "projects"), "task": Words("项", "tasks"), "week": Words("周", "weeks")}


@dataclass(frozen=True)
class Shown:
    """A number as text, and its unit in both languages."""

    text: str
    unit: Words


def show_number(value: object, unit: str | None = None, digits: int | None = None, lang: str = "zh") -> Shown:
    """A value of the API in a unit that readers of that language use.

    `unit` is the id of a unit: `cny` is scaled to 亿元 or 万元, in English to billions or millions, `share` is shown in
    per cent, `pp` means points. An amount in 亿元 stays in it in Chinese, whatever its size.
    """
    number = read_decimal(value)
    if number is None:
        return Shown(str(value), unit_words(unit))
    if unit in _FACTORS and not (unit == "cny_1e8" and lang == "zh"):
        yuan = number * _FACTORS[unit]
        if yuan == 0:
            return Shown("0", _YUAN.words)
        scale = next(each for each in _MONEY[lang] if abs(yuan) >= each.least)
        return Shown(_text(yuan / scale.factor, 2 if digits is None else digits), scale.words)
    if unit in SHARES:
        return Shown(_text(number * 100, 1 if digits is None else digits), _PERCENT)
    if unit is None and digits is None and 0 < abs(number) < _LEAST:
        # Without a unit it may be a share: 0.0046 is not 0.00.
        return Shown(_text(number, min(1 - number.adjusted(), _MOST_DIGITS)), unit_words(unit))
    return Shown(_text(number, 2 if digits is None else digits, is_fixed=digits is not None), unit_words(unit))


def read_decimal(value: object) -> Decimal | None:
    """The value as a decimal; None for a text that is none, and for a truth value."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    # A text such as 1E999999999 is no number of the API, and as one it would have as many digits.
    return number if number.is_finite() and abs(number.adjusted()) < _LONGEST else None


SHARES = frozenset({"share", "rate", "ratio"})
"""Units of numbers that people read in per cent, and files as they are."""


def unit_words(unit: str | None) -> Words:
    """What a unit is called, in short where people say it short."""
    name = {"pp": "point_pp"}.get(unit or "", unit or "")
    if name in _SHORT:
        return _SHORT[name]
    if name in _PLAIN:
        return _PLAIN[name]
    known = built_in().units.get(name)
    return Words(known.title_zh, known.title_en) if known is not None else Words(name, name)


def _text(number: Decimal, digits: int, is_fixed: bool = True) -> str:
    """With separators; without `is_fixed` whole numbers have no decimals."""
    if not is_fixed and number == number.to_integral_value():
        digits = 0
    rounded = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,f}".replace("-", MINUS)


GOOD, WATCH, BAD, NEUTRAL = "good", "watch", "bad", "neutral"
SYMBOLS: Mapping[str, str] = {GOOD: "●", WATCH: "▲", BAD: "■", NEUTRAL: "○"}
"""Symbol of each tone: a light is told by shape and word too, not by its colour alone."""
TONES: Mapping[str, str] = {
    **dict.fromkeys(("GREEN", "MET", "MET_EARLY", "ON_TRACK", "AHEAD", "ON_SCHEDULE", "ON_TIME"), GOOD),
    **dict.fromkeys(("DONE", "DONE_BY_EVIDENCE", "ACCEPTED", "EXCELLENT", "GOOD"), GOOD),
    **dict.fromkeys(("YELLOW", "AT_RISK", "DISPUTED", "REMINDED", "NOTICED", "MAY_BE_LATE", "LATE"), WATCH),
    **dict.fromkeys(("HELD", "WAITING", "FAIR", "RISK", "SUSPENDED"), WATCH),
    **dict.fromkeys(("RED", "BEHIND", "MISSED", "OVERDUE", "URGED", "REPORTED_TO_MEETING", "NO_REPORT"), BAD),
    **dict.fromkeys(("REFUSED", "MISSING", "POOR", "DEFECT", "DELAYED", "STOPPED", "LEAVE"), BAD),
    **dict.fromkeys(("STAY", "PASS", "GRANTED", "ACTIVE"), GOOD),
    **dict.fromkeys(("SAVED_BY_ROLE", "SAVED_BY_PRICE", "KEPT_BY_DECISION", "DEFERRED", "OPEN", "YEAR_MISSING"), WATCH),
    **dict.fromkeys(("EXEMPT", "MEDIUM"), WATCH),
    **dict.fromkeys(("LEFT_BY_DECISION", "FAIL", "HIGH"), BAD),
}


def tone_of(word: str | None) -> str:
    """The tone of a status of the API: good, watch, bad or neutral."""
    return TONES.get(word or "", NEUTRAL)


class Vocabularies:
    """The words of the schema's enums in both languages."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._words: dict[str, dict[str, Words]] = {}
        self._any: dict[str, Words] = {}
        kinds = [kind for name, kind in sorted(schema.type_map.items()) if isinstance(kind, GraphQLEnumType)]
        for kind in kinds:
            words = {
                word: _label(value.description) for word, value in kind.values.items() if value.description is not None
            }
            self._words[kind.name] = words
            if not kind.name.startswith("__") and not kind.name.endswith("OrderField"):
                for word, label in words.items():
                    self._any.setdefault(word, label)
        for name in ("Reason", "TaskState", "TargetStatus", "Light"):
            self._any |= self._words.get(name, {})

    def words(self, word: str, enum: str | None = None) -> Words:
        """The label of a value of an enum; of the first enum that has it where none is named."""
        known = self._any if enum is None else self._words.get(enum, {})
        return known.get(word) or Words(word, word)


def _label(description: str) -> Words:
    en, zh = split_languages(description)
    return Words(zh, en.rstrip("."))
