"""Everything that has a name and is found by it: the tables whose rows a search leads to, and where their names stand.

A further table is one entry here, one word of SearchType in graph/types/search.py and its name in the inputs of
mart.search_name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CODES = ("credit_code", "organisation_code", "registration_number", "code")
"""Kinds of names that are found whole or by their beginning only."""

FORMER = "former_name"


@dataclass(frozen=True)
class NameSource:
    """Columns with names of rows: `names` gives the kinds of names that each column can hold.

    `key_column` is the column with the key of the row that is found; the table is its own or, for names that it had
    before, another. `kind_column` says the kind where a column holds several.
    """

    table: str
    key_column: str
    names: Mapping[str, tuple[str, ...]]
    kind_column: str | None = None


@dataclass(frozen=True)
class Named:
    """A table whose rows are found by name. `word` is how the index names it; equal hits come in the order here."""

    word: str
    table: str
    key_column: str
    sources: tuple[NameSource, ...]


def _named(word: str, names: Mapping[str, str], *more: NameSource, key: str | None = None) -> Named:
    table, key = f"core.{word}", key or f"{word}_id"
    own = NameSource(table, key, {column: (kind,) for column, kind in names.items()})
    return Named(word, table, key, (own, *more))


_NAMES = {"name_zh": "name", "name_en": "english_name"}
_TITLES = {"title_zh": "name", "title_en": "english_name"}

NAMED: tuple[Named, ...] = (
    _named(
        "enterprise",
        {"name_zh": "name", "short_name_zh": "alias", "credit_code": "credit_code"},
        NameSource("core.enterprise_name", "enterprise_id", {"name_zh": (FORMER,)}),
        NameSource("core.enterprise_identity", "enterprise_id", {"identifier_code": CODES[:3]}, "identifier_kind"),
    ),
    _named("chain", _NAMES),
    _named("chain_stage", {"node_name_zh": "name"}),
    _named("industry", _NAMES),
    _named(
        "region", _NAMES, NameSource("core.region_version", "region_code", {"name_zh": (FORMER,)}), key="region_code"
    ),
    _named("park", _NAMES),
    _named("platform", _NAMES),
    _named("project", _NAMES),
    _named("fund", _NAMES),
    _named("indicator", _TITLES),
    _named("product", {"name_zh": "name", "product_code": "code"}, key="product_code"),
    _named("target", _TITLES),
    _named("task", _TITLES),
    _named("document", {**_TITLES, "document_number": "document_number"}),
    _named("department", _NAMES),
    _named("listing_board", _NAMES, key="board_id"),
    _named("issue", {"title_zh": "name"}),
)
