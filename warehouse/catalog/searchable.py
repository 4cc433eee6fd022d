"""Searchable names of tables, from the `names.toml` in their folders.

    order = 1                       # of = "enterprise" for names that rows of another table have or had
    key = "enterprise_id"

    [columns]
    name_zh = "name"
    credit_code = "credit_code"

`order` is the rank of the table among equal hits; `kind_column` gives the kind where a column holds several, which are
then listed. A further table is one such file, one word of SearchType in graph/types/search.py and its line in
mart/search_name/checks.sql.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from warehouse.catalog.sql import TABLES_FOLDER
from warehouse.errors import ContractBroken

CODES = ("credit_code", "organisation_code", "registration_number", "code")
"""Kinds of names that match as a whole or by their beginning only."""

FORMER = "former_name"

KINDS = (
    *("name", "english_name", "alias", "credit_code", FORMER),
    *("organisation_code", "registration_number", "code", "document_number"),
)
"""Every kind of name, the most telling first."""


@dataclass(frozen=True)
class NameSource:
    """Columns with names: `names` gives the kinds of names in each column.

    `key_column` has the key of the named row; the named table is its own or, for former names, another. `kind_column`
    gives the kind where a column holds several.
    """

    table: str
    key_column: str
    names: Mapping[str, tuple[str, ...]]
    kind_column: str | None = None


@dataclass(frozen=True)
class Named:
    """A searchable table. `word` is its name in the index: the table's own name in core."""

    word: str
    table: str
    key_column: str
    sources: tuple[NameSource, ...]


@cache
def load_named(folder: Path = TABLES_FOLDER) -> tuple[Named, ...]:
    """Every searchable table, in the order of equal hits.

    Raises ContractBroken, naming the file, for an unknown kind of name or an invalid `of` or `order`.
    """
    files = {
        path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("core/*/names.toml"))
    }
    own = {word: told for word, told in files.items() if "of" not in told}
    orders = {told.get("order"): word for word, told in own.items()}
    for word, told in own.items():
        if not isinstance(told.get("order"), int) or orders[told["order"]] != word:
            raise _broken(word, f"needs an 'order' of its own, which {told.get('order')} is not")
    for word, told in files.items():
        if told.get("of", word) not in own:
            raise _broken(word, f"has names of '{told['of']}', which has no names.toml")
    return tuple(
        Named(
            word,
            f"core.{word}",
            told["key"],
            (
                _source(word, told, told["key"]),
                *(_source(other, more, told["key"]) for other, more in files.items() if more.get("of") == word),
            ),
        )
        for word, told in sorted(own.items(), key=lambda entry: int(entry[1]["order"]))
    )


def _source(word: str, told: Mapping[str, Any], key: str) -> NameSource:
    names = {column: tuple([kinds] if isinstance(kinds, str) else kinds) for column, kinds in told["columns"].items()}
    unknown = {kind for kinds in names.values() for kind in kinds}.difference(KINDS)
    if unknown:
        raise _broken(word, f"names the kind '{min(unknown)}', which warehouse/catalog/searchable.py does not have")
    return NameSource(f"core.{word}", key, names, told.get("kind_column"))


def _broken(word: str, why: str) -> ContractBroken:
    return ContractBroken(f"core.{word}: names.toml {why}.")
