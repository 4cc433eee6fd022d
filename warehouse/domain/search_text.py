"""A text as search compares it: what was typed and what a name says are made alike, character by character.

Full width becomes half width, letters lower case; blanks, brackets and other signs are left out.
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
    """A normalised text, and the place in the text as written of each of its characters."""

    text: str
    places: Sequence[int]


def normalise(written: str) -> Normal:
    """The text without what a search does not compare."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(written):
        for part in unicodedata.normalize("NFKC", character).lower():
            if part.isalnum():
                characters.append(part)
                places.append(place)
    return Normal("".join(characters), places)


def words_of(typed: str) -> list[str]:
    """The words of what was typed, normalised; none where nothing of it can be compared."""
    return [word for part in _WORDS.split(typed) if (word := normalise(part).text)]


def as_id(typed: str) -> str | None:
    """What was typed as the id of a row is compared: in half width and lower case, with its signs."""
    text = unicodedata.normalize("NFKC", typed).strip().lower()
    # Half of a pair of surrogates is no text of a database.
    return text if text.isprintable() else None


def without_legal_form(normal: str) -> str:
    """A firm's name without the legal form at its end, or what is typed of it, which tells no firm from another."""
    shorter = _LEGAL_FORM.sub("", normal)
    return shorter if len(shorter) > 1 else normal


def is_latin(normal: str) -> bool:
    """Whether it may be pinyin or initials: letters, and the digits that a name has among its characters."""
    return _LATIN.fullmatch(normal) is not None


def has_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None


def pairs_of(word: str) -> list[str]:
    """The pieces of two neighbouring characters that a word is made of."""
    return [word[place : place + 2] for place in range(len(word) - 1)]
