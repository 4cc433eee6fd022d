"""Declares a vocabulary (enum) with descriptions of its words in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

import strawberry

from graph.declare.descriptions import both

Words = TypeVar("Words", bound=type[Enum])


def word(value: str, en: str, zh: str | Mapping[str, str]) -> Any:
    """A word of a vocabulary. `zh` is its Chinese text, or the form's choices by stored value."""
    if not isinstance(zh, str):
        zh = next(choice for choice, stored in zh.items() if stored == value)
    return strawberry.enum_value(value, description=both(en, zh))


def closed(en: str, zh: str) -> Callable[[Words], Words]:
    """A closed vocabulary with its description."""
    return strawberry.enum(description=both(en, zh))


def vocabulary_of(name: str, words: Mapping[str, Any], description: str | None = None) -> type[Enum]:
    """A generated vocabulary: strawberry.enum_value by enum name."""
    create_enum: Any = Enum
    made: type[Enum] = create_enum(name, words, module=__name__)
    return strawberry.enum(made, description=description)
