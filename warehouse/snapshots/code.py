"""The code and rules that a snapshot was made with: distinguishes rule changes from data changes, per table.

A table depends on its own folder, on what its model.py imports, and on the makers of the tables and staged rows that it
reads. Code that makes no row (queries, publication, templates, samples) is never a cause of change.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import warehouse
from warehouse.catalog.catalog import Catalog, Table
from warehouse.forms.datasets import DATASETS
from warehouse.programme.frames import TABLES
from warehouse.programme.in_force import decides_readings, inside_pack
from warehouse.programme.kinds import kind_of

_MAKES_DATA = {".py", ".sql", ".toml", ".csv"}
_MAKES_NO_ROW = ("checks.sql", "access.toml", "clock.sql", "rollup.toml")
_ACCESS_LINE = re.compile(rb"^-- access: .*\n", re.MULTILINE)
"""The access class has no effect on rows."""
_ROOT = Path(warehouse.__file__).parent
_READING = (
    "transforms/delivery.py",
    "transforms/plan_document_delivery.py",
    "reading/open_file.py",
    "decisions/cells.py",
    "decisions/rulings.py",
)
"""The modules that make staged rows, with everything that they import."""
REVISIONS = "stage.programme"
"""The revisions of the programme: what is read from them follows from every file."""
_PROGRAMME = re.compile(r"rules/(standards/)?[^/]+/")
_NAMED_FILE = re.compile(r"\"([\w./@*-]+\.(?:toml|csv)|[\w/]+/\*\.py)\"")
"""A rule file as modules name it, `*` for any version of a rule set; and the modules that a registry finds."""


@cache
def code_files() -> Mapping[str, str]:
    """A short hash of every code, SQL and rule file of the warehouse, by path; without the sample generator."""
    return {
        path.relative_to(_ROOT).as_posix(): hashlib.sha256(_ACCESS_LINE.sub(b"", path.read_bytes())).hexdigest()[:12]
        for path in sorted(_ROOT.rglob("*"))
        if path.suffix in _MAKES_DATA
        and path.relative_to(_ROOT).parts[0] != "sample"
        and not _is_of_programme(path.relative_to(_ROOT).as_posix())
    }


def _is_of_programme(path: str) -> bool:
    """Whether a file belongs to a programme: a revision of it is an entry of the ledger, and no code."""
    inside = _PROGRAMME.match(path)
    return inside is not None and kind_of(path[inside.end() :]) is not None


@cache
def code_sha256() -> str:
    """One hash over all of them."""
    listing = "".join(f"{path}\n{digest}\n" for path, digest in code_files().items())
    return hashlib.sha256(listing.encode()).hexdigest()


def changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> frozenset[str]:
    """The paths with different hashes."""
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def makers_of(catalog: Catalog, table: Table) -> frozenset[str]:
    """The files that a table's rows depend on."""
    tables, found = _with_read(catalog, table), set()
    for one in tables:
        folder = f"tables/{one.layer}/{one.name}/"
        found |= {path for path in code_files() if path.startswith(folder) and not path.endswith(_MAKES_NO_ROW)}
        if one.model_py is not None:
            found |= _imported(one.model_py.relative_to(_ROOT).as_posix())
    if any(key.startswith("programme.") for one in tables for key in one.reads):
        found |= _imported("programme/frames.py")
    if any(key.startswith("stage.") for one in tables for key in one.reads):
        for path in _READING:
            found |= _imported(path)
    return frozenset(found)


def is_made_of(catalog: Catalog, table: Table, programme_file: str) -> bool:
    """Whether rows of a table follow from a file of the programme: one that decides readings, through every staged row;
    any, through a table of the programme."""
    reads = {key for one in _with_read(catalog, table) for key in one.reads}
    if REVISIONS in reads:
        return True
    if decides_readings(programme_file) and any(key.removeprefix("stage.") in DATASETS for key in reads):
        return True
    kind = kind_of(inside_pack(programme_file))
    tables = {name.removeprefix("programme.") for name in reads if name.startswith("programme.")}
    return kind is not None and any(kind.field in TABLES[name].fields for name in tables)


def _with_read(catalog: Catalog, table: Table) -> list[Table]:
    """A table and all that it reads, directly or indirectly."""
    found: dict[str, Table] = {}
    waiting = [table]
    while waiting:
        one = waiting.pop()
        if one.key not in found:
            found[one.key] = one
            waiting += [catalog.tables[key] for key in one.reads if key in catalog.tables]
    return list(found.values())


@cache
def _imported(path: str) -> frozenset[str]:
    """A file, the warehouse modules that it imports, directly or indirectly, and the files that any of them names."""
    found: set[str] = set()
    waiting = [path]
    while waiting:
        one = waiting.pop()
        if one in found or one not in code_files():
            continue
        found.add(one)
        text = (_ROOT / one).read_text("utf-8")
        if one.endswith(".py"):
            waiting += _modules(ast.parse(text))
            named = _NAMED_FILE.findall(text)
            waiting += [file for file in code_files() if any(fnmatchcase(file, f"*/{name}") for name in named)]
    return frozenset(found)


def _modules(tree: ast.Module) -> Iterable[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("warehouse."):
            module = node.module.removeprefix("warehouse.").replace(".", "/")
            yield f"{module}.py"
            yield f"{module}/__init__.py"
            yield from (f"{module}/{name.name}.py" for name in node.names)
