"""How a description is written: one line, English first, then Chinese."""

from __future__ import annotations


def both(en: str, zh: str) -> str:
    """The text that clients read in either language."""
    return f"{en} 中文：{zh}"
