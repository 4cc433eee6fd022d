"""Messages for people in two languages: the English sentences, then `中文：` and the Chinese ones.

A message says what is wrong, where (file, sheet, cell, field) and what to do; it contains no path of source code and no
regular expression.
"""

from __future__ import annotations

from dataclasses import dataclass

CHINESE = "中文："
"""The prefix of the Chinese sentences of a message."""


def bilingual(en: str, zh: str) -> str:
    """Both as one text. Neither repeats the sheet or cell named by the other."""
    return f"{en} {CHINESE}{zh}"


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str
