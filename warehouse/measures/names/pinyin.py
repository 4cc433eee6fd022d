"""Names in pinyin without tones: one syllable per character, and alternative readings for search.

Words have priority over characters: 重 is chong in 重庆 and zhong in 重型. They come from rules/reference/reading.csv,
then from pypinyin's dictionary; reading.csv also lists alternative readings of characters. pypinyin's own segmentation
takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import islice

from warehouse.domain.search_text import has_chinese
from warehouse.rules.reference_tables import load_reference

MOST_OTHER_READINGS = 6


def syllables(text: str) -> list[str]:
    """The reading of each character; a non-Chinese character is its own reading, in lower case."""
    words, longest = _words()
    found: list[str] = []
    place = 0
    while place < len(text):
        most = min(longest.get(text[place : place + 2], 1), len(text) - place)
        read = next((words[word] for size in range(most, 1, -1) if (word := text[place : place + size]) in words), None)
        if read is None:
            read = [_read_character(text[place])]
        found += read
        place += len(read)
    return found


def read_name(name: str) -> str:
    """A name in pinyin, syllables separated by blanks; non-Chinese text stays together."""
    parts: list[str] = []
    was_chinese = True
    for character, syllable in zip(name, syllables(name), strict=True):
        is_chinese = has_chinese(character)
        if parts and not is_chinese and not was_chinese:
            parts[-1] += syllable
        else:
            parts.append(syllable)
        was_chinese = is_chinese
    return " ".join(parts)


def other_readings(text: str, main: Sequence[str]) -> list[list[str]]:
    """The alternative readings: each differs from the main one in one character."""
    several = _characters()
    found = (
        [*main[:place], reading, *main[place + 1 :]]
        for place, character in enumerate(text)
        for reading in several.get(character, ())
        if reading != main[place]
    )
    return list(islice(found, MOST_OTHER_READINGS))


@cache
def _own() -> Mapping[str, Sequence[str]]:
    """The entries of reading.csv: for a word its one reading, for a character all of them."""
    rows = load_reference("reading").rows(named=True)
    return {
        row["text"]: row["readings"].split("|") if len(row["text"]) == 1 else row["readings"].split() for row in rows
    }


@cache
def _characters() -> Mapping[str, Sequence[str]]:
    return {text: readings for text, readings in _own().items() if len(text) == 1}


@cache
def _words() -> tuple[Mapping[str, Sequence[str]], Mapping[str, int]]:
    """The reading of each word, and the length of the longest word by its first two characters."""
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.phrases_dict import phrases_dict

    without_tone = cache(to_normal)
    words = {
        word: [without_tone(readings[0]) for readings in read]
        for word, read in phrases_dict.items()
        if len(word) > 1 and len(read) == len(word)
    }
    words.update({text: list(readings) for text, readings in _own().items() if len(text) > 1})
    longest: dict[str, int] = {}
    for word in words:
        longest[word[:2]] = max(len(word), longest.get(word[:2], 0))
    return words, longest


@cache
def _read_character(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character)).lower()
