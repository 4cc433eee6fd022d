"""Selects the snapshot of a root field: by `snapshot`, by `asOf`, by its cursors; by default the published one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from graph.execution.read import NamedSnapshot, Read
from graph.execution.snapshot_store import Store
from graph.planning.selection import Selected
from warehouse.errors import InvalidArgument, SnapshotNotFound
from warehouse.query.paging import snapshot_of
from warehouse.query.values import derive, resolve


def split_snapshot_arguments(field: Selected) -> tuple[Selected, NamedSnapshot]:
    """Splits the snapshot arguments off a root field."""
    rest = {name: value for name, value in field.arguments.items() if name not in {"snapshot", "as_of"}}
    return replace(field, arguments=rest), NamedSnapshot(field.arguments.get("snapshot"), field.arguments.get("as_of"))


def choose_snapshot(store: Store, root: str, read: Read, variables: Mapping[str, Any]) -> str | None:
    """The id of the snapshot of a root field; None for the published one.

    Raises InvalidArgument if arguments and cursors disagree, or if the instant precedes all data; SnapshotNotFound if
    no retained snapshot has the data as known at the instant.
    """
    return _choose(store, root, read.named, read.tables, variables, _snapshot_of_cursors(root, read, variables))


def choose_for_inputs(store: Store, root: str, named: NamedSnapshot, tables: Collection[str]) -> str | None:
    """The same for a computed root field that rests on these tables; its arguments are values."""
    return _choose(store, root, named, tables, {}, None)


def _choose(
    store: Store,
    root: str,
    named: NamedSnapshot,
    tables: Collection[str],
    variables: Mapping[str, Any],
    of_cursors: str | None,
) -> str | None:
    if named.snapshot is not None and named.as_of is not None:
        raise InvalidArgument(f"{root}: 'snapshot' and 'asOf' cannot be used together.", "Use one of them.")
    if named.snapshot is not None:
        snapshot_id = str(resolve(named.snapshot, variables))
        if of_cursors not in {None, snapshot_id}:
            raise InvalidArgument(
                f"{root}: the cursor is of snapshot {of_cursors}, but 'snapshot' is {snapshot_id[:60]}.",
                "Leave 'snapshot' out to continue, or start again without a cursor.",
            )
        return snapshot_id
    if named.as_of is not None:
        return _as_of(store, root, tables, resolve(named.as_of, variables), of_cursors)
    return of_cursors


def _as_of(store: Store, root: str, tables: Collection[str], instant: Any, of_cursors: str | None) -> str:
    try:
        if of_cursors is None:
            return store.find_as_of(instant, tables)
        if store.answers_as_of(of_cursors, instant, tables):
            return of_cursors
    except InvalidArgument as error:
        raise error.within(root) from None
    except SnapshotNotFound as error:
        raise SnapshotNotFound(f"{root}: {error.message}", error.hint) from None
    raise InvalidArgument(
        f"{root}: the cursor is of snapshot {of_cursors}, which does not have the data as known at 'asOf'.",
        "Start again without a cursor.",
    )


def _snapshot_of_cursors(root: str, read: Read, variables: Mapping[str, Any]) -> str | None:
    """The snapshot of the cursors of a root field; None without cursors.

    Raises InvalidArgument if they are of several snapshots: one response must not mix releases.
    """
    found = {str(resolve(derive(cursor, partial(snapshot_of, name)), variables)) for name, cursor in read.cursors}
    if len(found) > 1:
        raise InvalidArgument(
            f"{root}: its cursors are of several snapshots, {', '.join(sorted(found))}.",
            "Page through one list at a time, or start again without cursors.",
        )
    return next(iter(found), None)
