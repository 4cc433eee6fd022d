"""Reads the files of warehouse/tables: their places and parts, not their meaning.

A table is a folder `tables/<layer>/<name>` with `table.sql`, one of `model.sql` and `model.py`, and `checks.sql`.
Optional files: `clock.sql` where time alone changes it (snapshots/past/clock.py), `carries.toml` for form columns,
`access.toml`, `names.toml` and `rollup.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from warehouse.errors import ContractBroken

TABLES_FOLDER = Path(__file__).parents[1] / "tables"

Severity = Literal["block", "warn"]

_HEAD = re.compile(
    r"\A-- group: (?P<group>[a-z]+)\n(?:-- access: (?P<access>[a-z]+)\n)?"
    r"(?:-- key: (?P<key>[a-z0-9_]+(?:, [a-z0-9_]+)*)\n)?"
)
_COMMENT = re.compile(r"^comment on (?:table|column) ([\w.]+) is\s+'((?:[^']|'')*)';\n?", re.MULTILINE)
_CHECK = re.compile(r"^-- check: (?P<name>[a-z0-9_]+) \((?P<severity>block|warn)\)\n", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """A check of a table: a query that returns the violating rows."""

    name: str
    severity: Severity
    query: str


@dataclass(frozen=True)
class TableFiles:
    """The files of one table, as text. `model_sql` is None where the maker is the Python file `model_py`.

    `table_sql` is the contract without its comments, which `comments` has by the name of the table or column: DuckDB
    takes five times as long for a comment as for a column, and every process reads the contracts when it starts.
    `declared_key` is the line `-- key: <columns>` of a table too large for a primary key. `access_class` is the line
    `-- access: <class>` (classes: query/policy.py); None without such a line.
    """

    folder: Path
    layer: str
    name: str
    group: str
    access_class: str | None
    declared_key: tuple[str, ...]
    table_sql: str
    comments: Mapping[str, str]
    model_sql: str | None
    model_py: Path | None
    checks: tuple[Check, ...]
    clock_sql: str | None

    @property
    def key(self) -> str:
        """`core.enterprise`: the table's name in SQL, assets and errors."""
        return f"{self.layer}.{self.name}"


def read_tables(folder: Path = TABLES_FOLDER) -> Iterator[TableFiles]:
    """The files of every table, by layer and name.

    Raises ContractBroken naming the folder where a file is missing, there are two makers, or a check has no name.
    """
    for contract in sorted(folder.glob("*/*/table.sql")):
        yield _read_table(contract.parent)


def _read_table(folder: Path) -> TableFiles:
    layer, name = folder.parent.name, folder.name
    table_sql = (folder / "table.sql").read_text("utf-8")
    head = _HEAD.match(table_sql)
    if head is None:
        raise ContractBroken(f"{layer}/{name}/table.sql does not begin with '-- group: <subject>'.")
    model_sql, model_py, clock_sql = folder / "model.sql", folder / "model.py", folder / "clock.sql"
    if model_sql.exists() == model_py.exists():
        raise ContractBroken(f"{layer}/{name} needs one maker: either model.sql or model.py.")
    return TableFiles(
        folder=folder,
        layer=layer,
        name=name,
        group=head["group"],
        access_class=head["access"],
        declared_key=tuple(head["key"].split(", ")) if head["key"] else (),
        table_sql=_COMMENT.sub("", table_sql),
        comments={of: text.replace("''", "'") for of, text in _COMMENT.findall(table_sql)},
        model_sql=model_sql.read_text("utf-8") if model_sql.exists() else None,
        model_py=model_py if model_py.exists() else None,
        checks=tuple(_read_checks(folder / "checks.sql")),
        clock_sql=clock_sql.read_text("utf-8") if clock_sql.exists() else None,
    )


def _read_checks(path: Path) -> Iterator[Check]:
    if not path.exists():
        raise ContractBroken(f"{path.parent.parent.name}/{path.parent.name} has no checks.sql.")
    text = path.read_text("utf-8")
    heads = list(_CHECK.finditer(text))
    if not heads or text[: heads[0].start()].strip():
        raise ContractBroken(f"{path.parent.name}/checks.sql does not begin with '-- check: <name> (block|warn)'.")
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        query = text[head.end() : end].strip().removesuffix(";")
        yield Check(head["name"], "block" if head["severity"] == "block" else "warn", query)
