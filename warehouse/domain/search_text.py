"""Normalises texts for search: query and name are compared character by character.

Full width becomes half width, letters lower case; blanks, brackets and other signs are removed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_LEGAL_FORM = re.compile(r"(?:股份)?有限(?:责任?)?(?:公司?)?$")
_LATIN = re.compile(r"[0-9]*[a-z][a-z0-9]*")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORDS = re.compile(r"\s+")


@dataclass(frozen=True)
class Normal:
    """A normalised text, and the position in the original text of each of its characters."""

    text: str
    places: Sequence[int]


def normalise(written: str) -> Normal:
    """The text without the characters that search ignores."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(written):
        for part in unicodedata.normalize("NFKC", character).lower():
            if part.isalnum():
                characters.append(part)
                places.append(place)
    return Normal("".join(characters), places)


def words_of(typed: str) -> list[str]:
    """The words of a query, normalised; none if nothing comparable remains."""
    return [word for part in _WORDS.split(typed) if (word := normalise(part).text)]


def as_id(typed: str) -> str | None:
    """The query in the form in which it is compared with ids: half width and lower case, with its signs."""
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    # A lone surrogate is not text for a database.
    return text if text.isprintable() else None


def without_legal_form(normal: str) -> str:
    """A firm's name, or the query, without the legal form at its end, which does not distinguish firms."""
    shorter = _LEGAL_FORM.sub("", normal)
    return shorter if len(shorter) > 1 else normal


def is_latin(normal: str) -> bool:
    """Whether it may be pinyin or initials: letters and digits only."""
    return _LATIN.fullmatch(normal) is not None


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None


def pairs_of(word: str) -> list[str]:
    """The pairs of neighbouring characters of a word."""
    return [word[place : place + 2] for place in range(len(word) - 1)]
