"""One read-only statement on the published snapshot, for an analyst at the command line."""

import duckdb

from warehouse.archive.home import Home
from warehouse.errors import InvalidArgument
from warehouse.snapshots.store import SnapshotStore


def run_sql(home: Home, statement: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of one SELECT (or DESCRIBE, SHOW, EXPLAIN) statement.

    Raises InvalidArgument for more than one statement, one that is not a query, and one that DuckDB refuses;
    SnapshotNotFound before the first publication.
    """
    store = SnapshotStore(home)
    try:
        with store.acquire() as snapshot:
            cursor = snapshot.cursor()
            statements = cursor.extract_statements(statement)
            if len(statements) != 1 or statements[0].type not in _QUERIES:
                raise InvalidArgument("That is not one query.", "Give a single SELECT, DESCRIBE, SHOW or EXPLAIN.")
            result = cursor.execute(statements[0])
            return [column[0] for column in result.description], result.fetchall()
    except duckdb.Error as error:
        raise InvalidArgument(f"DuckDB refuses the statement: {error}") from error
    finally:
        store.close()


_QUERIES = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
