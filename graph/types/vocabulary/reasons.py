"""Why a number is null: the words of warehouse.measures.reason, which declares them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.declare.descriptions import both
from graph.declare.words import vocabulary_of, word
from warehouse.measures import reason

__all__ = ["Reason", "word_of"]

if TYPE_CHECKING:
    from warehouse.measures.reason import Reason
else:
    Reason = vocabulary_of(
        "Reason",
        {each.name: word(each.value, each.en, each.zh) for each in reason.Reason},
        both("Reason for a null.", "空值原因"),
    )


def word_of(stored: str) -> Reason:
    """The word of the API for a stored reason."""
    return Reason[reason.Reason[stored.upper()].name]
