"""Messages for people are in two languages: the English sentences, then `中文：` and the Chinese ones.

A message says what is wrong, where (file, sheet, cell, field) and what to do; it names no path of source code and no
regular expression.
"""

from __future__ import annotations

from dataclasses import dataclass

CHINESE = "中文："
"""What the Chinese sentences of a message begin with."""


def bilingual(en: str, zh: str) -> str:
    """Both as one text. Neither repeats the sheet or cell that the other one names."""
    return f"{en} {CHINESE}{zh}"


@dataclass(frozen=True)
class Words:
    """The same in two languages."""

    zh: str
    en: str
