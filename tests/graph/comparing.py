"""The service and the plain executor on the same rows, and what they answer compared.

    python -m tests.graph.comparing --count 10000 --seed 1 [--start 4000]

compares drawn documents for as long as it takes, and prints each that has two answers, made as small as it can be.
A document is that of its seed and number, so a run goes on where another one ended.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import orjson

from graph.declare.nouns import NOUNS
from graph.execution.execution import Executor, Request
from graph.execution.operation import Operation
from graph.planning.limits import MOST_TOKENS
from graph.schema import build_schema
from tests.graph.conftest import FixedStore
from tests.graph.drawn_documents import Document, NoCursor, drawn_document
from tests.graph.made_rows import SNAPSHOT_ID, generated_columns, made_rows
from tests.graph.reduced_documents import reduce_document
from tests.graph.reference import Reference, read_rows
from tests.graph.reference_pages import is_close, place_of, told_in
from warehouse.catalog.catalog import load_catalog
from warehouse.catalog.rollups import load_rollups

Place = tuple[str | int, ...]
TOO_LARGE = "is too large to be exact"
DIVIDES = re.compile(r"\b(?:mean|median|quantile|weightedMean)\b")
"""Functions whose results on the largest amounts have more digits than a decimal holds; the answer says so."""


class Both:
    """The service and its second opinion, on the same rows."""

    def __init__(self, executor: Executor, store: FixedStore) -> None:
        self._executor = executor
        self._store = store
        self.reference = Reference(read_rows(store.snapshot.cursor()), SNAPSHOT_ID)
        self.cursors_of = cache(self._cursors_of)
        self.counted: Counter[str] = Counter()

    def answer(self, text: str, variables: dict[str, Any]) -> dict[str, Any]:
        answer = self._executor.execute(Request(text, variables), Operation(self._store))
        body: dict[str, Any] = json.loads(orjson.dumps(answer.to_json_dict()), object_pairs_hook=_each_key_once)
        return body

    def compare(self, document: Document) -> None:
        """Raises AssertionError where the two differ."""
        try:
            text, variables = document.with_cursors(self.cursors_of)
        except NoCursor:
            # With any text for it the service refuses the document, the reference where it comes to the list.
            self.counted["the list of a cursor has no rows"] += 1
            return
        ours, theirs = self.answer(text, variables), self.reference.execute(text, variables)
        codes = {error["extensions"]["code"] for error in ours.get("errors", ())}
        is_too_long = "errors" in ours and f"more than {MOST_TOKENS} tokens" in ours["errors"][0]["message"]
        if is_too_long or (codes == {"LIMIT_EXCEEDED"} and "path" not in ours["errors"][0]):
            self.counted[ours["errors"][0]["message"].split(" is ")[0]] += 1
            return
        assert "data" in ours, ours["errors"]
        if DIVIDES.search(text) and any(TOO_LARGE in error["message"] for error in ours.get("errors", ())):
            self.counted[f"a number {TOO_LARGE}"] += 1
            return
        failed = {str(error.path[0]) for error in theirs.errors or () if error.path}
        refused = {error["path"][0] for error in ours.get("errors", ())}
        if not refused and any("too many without rows" in error.message for error in theirs.errors or ()):
            # Nothing is asked of the groups for which the service would have to make them.
            self.counted["periods that nothing is asked of"] += 1
            return
        if refused - failed and {"LIMIT_EXCEEDED"} == codes and "groups without rows" in str(ours["errors"]):
            # The service counts those of all parents, the reference those of each.
            self.counted["more empty periods than may be, of all parents"] += 1
            return
        assert refused == failed, f"failed in one: {ours.get('errors')} {theirs.errors}"
        assert "INTERNAL" not in codes, "a bug"
        expected = json.loads(json.dumps(theirs.data))
        for key in failed:
            # Ours is null as a whole; theirs may have kept what stands above the field that failed.
            expected[key] = None
        self.counted["failed as they should" if failed else "answered"] += 1
        self.check_equal(ours["data"], expected)

    def check_equal(self, data: Any, expected: Any) -> None:
        """Raises AssertionError where an answer is not what the reference has just answered."""
        expected = without_lists(expected)
        found = _settled(self._checked(without_lists(data), expected), expected, self.reference.rough)
        assert found == expected, _told_apart(found, expected)

    def _checked(self, found: Any, expected: Any, path: Place = ()) -> Any:
        """What was found, but what is expected for every filter of a group that admits its rows."""
        check = self.reference.checked.get(path)
        if check is not None:
            return expected if check(found) else found
        if isinstance(found, dict) and isinstance(expected, dict):
            return {name: self._checked(part, expected.get(name), (*path, name)) for name, part in found.items()}
        if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
            pairs = zip(found, expected, strict=True)
            return [self._checked(part, other, (*path, place)) for place, (part, other) in enumerate(pairs)]
        return found

    def _cursors_of(self, asking: str) -> list[str]:
        ((_root, found),) = self.answer(asking, {})["data"].items()
        return [edge["cursor"] for edge in found.get("groups", found)["edges"]]


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len({key for key, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


def _told_apart(found: Any, expected: Any) -> str:
    ours, theirs = (json.dumps(value, ensure_ascii=False, indent=1).splitlines() for value in (found, expected))
    return "\n".join(unified_diff(theirs, ours, "reference", "service", lineterm="", n=4))


def _settled(found: Any, expected: Any, rough: Collection[Place], path: Place = ()) -> Any:
    """What was found, but what is expected where numbers may differ in their last places and do no more than that."""
    if path in rough and _is_close(found, expected):
        return expected
    if isinstance(found, dict) and isinstance(expected, dict):
        return {name: _settled(part, expected.get(name), rough, (*path, name)) for name, part in found.items()}
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = zip(found, expected, strict=True)
        return [_settled(part, other, rough, (*path, place)) for place, (part, other) in enumerate(pairs)]
    return found


def _is_close(found: Any, expected: Any) -> bool:
    if isinstance(found, dict) and isinstance(expected, dict):
        pairs = zip(found["cursor"], expected["cursor"], strict=True)
        return all(one == other or is_close(one, other) for one, other in pairs)
    return is_close(found, expected)


def without_lists(value: Any) -> Any:
    """An answer with a cursor as the place that it tells, and an id as what it says."""
    if isinstance(value, dict):
        return {key: without_lists(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_lists(part) for part in value]
    if isinstance(value, str) and len(value) > 20:
        with suppress(ValueError):
            told = told_in(value)
            return {"id": told} if told and told[0] in NOUNS else {"cursor": place_of(value)}
    return value


def write_made_rows(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create schema core; create schema mart")
    rollups = {rollup.table for rollup in load_rollups()}
    for table in load_catalog().tables.values():
        connection.execute(table.create_sql)
        rows = made_rows()[table.key] if table.key not in rollups else []
        if rows:
            given = [column.name for column in table.columns if column.name not in generated_columns(table)]
            places = f"({', '.join('?' for _ in given)})"
            values = [row[name] for row in rows for name in given]
            connection.execute(
                f"insert into {table.key} ({', '.join(given)}) values {', '.join([places] * len(rows))}", values
            )
    for name in rollups:
        connection.execute(f"insert into {name} by name {load_catalog().table(name).model_sql}")


def made_store(folder: Path) -> FixedStore:
    """The made rows as a snapshot."""
    path = folder / "made.duckdb"
    with duckdb.connect(str(path)) as connection:
        write_made_rows(connection)
    return FixedStore(path)


def compare_drawn(both: Both, seed: str, numbers: range, most: int) -> list[str]:
    """The documents with two answers, each made small, with what tells the answers apart; at most so many."""
    found: list[str] = []
    for number in numbers:
        document = drawn_document(f"{seed}:{number}")
        try:
            both.compare(document)
        except AssertionError as error:
            found.append(f"document {number} of seed {seed}\n{_made_small(both, document, str(error))}")
            if len(found) == most:
                break
    return found


def _made_small(both: Both, document: Document, difference: str) -> str:
    text, variables = document.with_cursors(both.cursors_of)
    kind = _kind(difference)

    def difference_of(smaller: str) -> str:
        try:
            both.compare(Document(smaller, variables, ()))
        except AssertionError as error:
            return str(error)
        return ""

    text = reduce_document(text, lambda smaller: _kind(difference_of(smaller)) == kind, both.reference.schema)
    used = {name: value for name, value in variables.items() if f"${name}" in text}
    return f"{text}\n{json.dumps(used, ensure_ascii=False)}\n{difference_of(text) or difference}"


def _kind(difference: str) -> str:
    """What stays the same while a document is made smaller: that one failed, and of what."""
    message = re.match(r"failed in one: \[\{'message': \W[^:]*: (.{20})", difference)
    return message[1] if message else difference[:9]


def _main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", default=str(time.time_ns() // 1_000_000_000))
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--most", type=int, default=10, help="after how many differences to stop")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        both = Both(Executor(build_schema()), made_store(Path(folder)))
        differences: list[str] = []
        for start in range(chosen.start, chosen.start + chosen.count, 500):
            numbers = range(start, min(start + 500, chosen.start + chosen.count))
            began = time.perf_counter()
            differences += (new := compare_drawn(both, chosen.seed, numbers, chosen.most - len(differences)))
            pace = len(numbers) / (time.perf_counter() - began)
            print(*new, sep="\n\n", flush=True)
            print(
                f"seed {chosen.seed}: {numbers.stop} documents, {len(differences)} differ, {pace:.0f} a second",
                flush=True,
            )
            if len(differences) >= chosen.most:
                break
    print(f"seed {chosen.seed}: {dict(both.counted)}, {len(differences)} differences")
    raise SystemExit(bool(differences))


if __name__ == "__main__":
    _main()
