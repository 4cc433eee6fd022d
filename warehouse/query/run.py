"""Runs a compiled plan on one cursor and returns the JSON text that DuckDB built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from warehouse.errors import AnswerTooLarge, LimitExceeded, MemoryExceeded, QueryTimedOut
from warehouse.query.empty_periods import MOST_EMPTY, TOO_MANY_EMPTY
from warehouse.query.statement import Statement
from warehouse.query.values import SNAPSHOT_ID, TOO_MANY_BYTES, resolve_all


class Reader:
    """Reads one snapshot through one cursor: not to be shared by threads.

    `statements` records what ran, in order, with the values of this request. `is_stopped` is checked before each
    statement, because an interrupt between two statements is lost.
    """

    def __init__(
        self,
        cursor: duckdb.DuckDBPyConnection,
        snapshot_id: str,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self.snapshot_id = snapshot_id
        self.statements: list[Statement] = []
        self._cursor = cursor
        self._is_stopped = is_stopped

    def read(self, statement: Statement, variables: Mapping[str, Any], field: str = "") -> str | None:
        """The JSON of the statement; None where the requested row does not exist.

        Raises RequestError for a value that does not fit or, naming the field, for a number that is too large or too
        many groups without rows; QueryTimedOut after an interrupt, MemoryExceeded.
        """
        values = self.bind(statement, variables)
        try:
            found = self._run(statement.text, values)
        except LimitExceeded as error:
            raise error.within(field) from error
        return None if found is None else str(found[0])

    def bind(self, statement: Statement, variables: Mapping[str, Any]) -> list[object]:
        """The values of this request. Raises RequestError for one that does not fit."""
        return resolve_all(statement.values, {**variables, str(SNAPSHOT_ID.path[0]): self.snapshot_id})

    def explain(self, how: str, statement: Statement, variables: Mapping[str, Any]) -> str:
        """The engine's output for the statement; `how` is a form of DuckDB's `explain`."""
        found = self._run(f"{how} {statement.text}", self.bind(statement, variables))
        assert found is not None
        return str(found[1])

    def _run(self, text: str, values: list[object]) -> tuple[Any, ...] | None:
        if self._is_stopped():
            raise query_stopped()
        self.statements.append(Statement(text, tuple(values)))
        try:
            with reported_errors():
                return self._cursor.execute(text, values).fetchone()
        except duckdb.OutOfRangeException as error:
            raise _too_large() from error
        except duckdb.InvalidInputException as error:
            if TOO_MANY_EMPTY in str(error):
                raise _too_many_empty() from error
            if TOO_MANY_BYTES in str(error):
                raise AnswerTooLarge("The answer would have too many bytes.") from error
            raise


@contextmanager
def reported_errors() -> Iterator[None]:
    """Raises QueryTimedOut for a statement that was interrupted, MemoryExceeded for one without enough memory."""
    try:
        yield
    except duckdb.InterruptException as error:
        raise query_stopped() from error
    except duckdb.OutOfMemoryException as error:
        raise MemoryExceeded(
            "The query needs more memory than queries may take.",
            "Ask for fewer rows or fields, or try again when fewer queries run.",
            zh="查询所需内存超过限额。请减少行数或字段，或在查询较少时重试。",
        ) from error


def _too_large() -> LimitExceeded:
    return LimitExceeded(
        "A number of the answer is too large to be exact.", "Ask for fewer rows, or for other functions."
    )


def _too_many_empty() -> LimitExceeded:
    return LimitExceeded(
        f"'emptyPeriods' would show more than {MOST_EMPTY} groups without rows.",
        "Ask for a shorter range of dates in 'where', or group by fewer keys.",
    )


def query_stopped() -> QueryTimedOut:
    """What is said of a statement that was interrupted."""
    return QueryTimedOut(
        "The query took too long and was stopped.",
        "Ask for fewer rows or a shorter period.",
        zh="查询超过时限，已停止。请减少行数，或缩短时间范围。",
    )
