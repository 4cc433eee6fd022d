"""Watches for publications on behalf of all subscribers: polls the published snapshot every half second."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from graph.errors import INTERNAL
from graph.execution.caller import Caller
from graph.execution.execution import Executor, Request
from graph.execution.job import EncodedAnswer, QueryJob
from graph.execution.snapshot_store import Store
from graph.execution.workers import Workers
from graph.subscriptions.published_lights import LIGHTS, LightRow, Lights, read_light
from warehouse.domain.moment import day_in_china
from warehouse.errors import SnapshotNotFound, WarehouseError
from warehouse.snapshots.manifest import Manifest

_POLL_SECONDS = 0.5
_CACHED_LIGHTS = 16
"""Size of the LRU cache of lights, by release and scope of the caller."""

_LEDGER = """
query PublicationLedger {
  snapshot { asOf }
  tasks(first: 1000, where: { dueDate: { isNull: false } }) {
    nodes { taskId titleZh titleEn dueDate leadDepartmentId }
  }
  taskReports(first: 1000, where: { role: { eq: LEAD }, isCurrent: { eq: true }, progressStatus: { eq: DONE } }) {
    nodes { taskId }
  }
}
"""


@dataclass(frozen=True)
class LedgerTask:
    """A task that is overdue on the date of a snapshot."""

    task_id: str
    title_zh: str
    title_en: str
    due_date: date
    days_overdue: int
    lead_department_id: str


@dataclass(frozen=True)
class PublicationLedger:
    """The overdue tasks of a snapshot in the order of the plan."""

    event_number: int
    snapshot_id: str
    as_of: datetime
    tasks: tuple[LedgerTask, ...]


class Publications:
    """Publications as seen by subscribers. Methods are called on the event loop, `close` from any thread."""

    def __init__(self, store: Store, executor: Executor, workers: Workers) -> None:
        self._store = store
        self._executor = executor
        self._workers = workers
        self._poll: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closed = False
        self._ledgers: dict[tuple[int, str], PublicationLedger] = {}
        self._lights: dict[tuple[int, str], Lights] = {}

    def number(self) -> int:
        """The number of the published snapshot; 0 before the first."""
        return int(self._store.published_id() or 0)

    async def next_number(self, number: int) -> int | None:
        """Waits for a published snapshot with a different number; None when the service stops."""
        self._loop = asyncio.get_running_loop()
        while not self._is_closed:
            current = self.number()
            if current not in {0, number}:
                return current
            if self._poll is None or self._poll.done():
                self._poll = asyncio.create_task(asyncio.sleep(_POLL_SECONDS))
            await asyncio.wait({self._poll})
        return None

    async def releases(self, after: int) -> Sequence[Manifest]:
        """Snapshots published after that number."""
        return await self._workers.run(lambda: self._store.releases_after(after))

    async def ledger(self, caller: Caller) -> PublicationLedger:
        """The overdue tasks of the published snapshot that the caller may read. Raises WarehouseError."""
        key = (self.number(), caller.scope)
        if key not in self._ledgers:
            job = QueryJob(self._executor, self._store, Request(_LEDGER, caller=caller))
            ledger = _read_ledger(await self._workers.do(job, _never()))
            self._ledgers = {
                (number, name): cached for (number, name), cached in self._ledgers.items() if number == key[0]
            }
            self._ledgers[(ledger.event_number, caller.scope)] = ledger
            return ledger
        return self._ledgers[key]

    async def lights(self, number: int, caller: Caller) -> Lights | None:
        """The newest lights of a release that the caller may read; None if the release is no longer retained.

        Raises WarehouseError.
        """
        key = (number, caller.scope)
        if (cached := self._lights.pop(key, None)) is None:
            try:
                cached = await self._read_lights(f"{number:06d}", caller)
            except _QueryFailed as error:
                if error.code == SnapshotNotFound.code:
                    return None
                raise
        self._lights[key] = cached
        while len(self._lights) > _CACHED_LIGHTS:
            del self._lights[next(iter(self._lights))]
        return cached

    async def _read_lights(self, snapshot_id: str, caller: Caller) -> Lights:
        found: dict[tuple[str, str], LightRow] = {}
        after: str | None = None
        while True:
            request = Request(LIGHTS, {"snapshot": snapshot_id, "after": after}, caller=caller)
            encoded = await self._workers.do(QueryJob(self._executor, self._store, request), _never())
            page = _read(encoded)["projectLights"]
            for light in map(read_light, page["nodes"]):
                found[light.project_id, light.light_rule_id] = light
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]

    def close(self) -> None:
        """Ends all streams, so that the server can stop."""
        self._is_closed = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        if self._poll is not None:
            self._poll.cancel()


def _read_ledger(encoded: EncodedAnswer) -> PublicationLedger:
    data = _read(encoded)
    if data["snapshot"] is None:
        raise SnapshotNotFound("Nothing has been published yet.", "Run: longmai refresh.")
    as_of = datetime.fromisoformat(data["snapshot"]["asOf"]).replace(tzinfo=None)
    today = day_in_china(as_of)
    done = {report["taskId"] for report in data["taskReports"]["nodes"]}
    rows = [row for row in data["tasks"]["nodes"] if row["taskId"] not in done]
    tasks = tuple(_task(row, today) for row in rows if date.fromisoformat(row["dueDate"]) < today)
    snapshot_id = encoded.answer.snapshot_id or "0"
    return PublicationLedger(int(snapshot_id), snapshot_id, as_of, tasks)


def _task(row: dict[str, Any], today: date) -> LedgerTask:
    due = date.fromisoformat(row["dueDate"])
    return LedgerTask(row["taskId"], row["titleZh"], row["titleEn"], due, (today - due).days, row["leadDepartmentId"])


def _read(encoded: EncodedAnswer) -> Any:
    for error in encoded.answer.errors:
        raise _QueryFailed(error)
    return orjson.loads(encoded.content)["data"]


class _QueryFailed(WarehouseError):
    """The error of a query for an event, passed on to the client."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["message"], error["extensions"].get("hint"))
        self.code = error["extensions"].get("code", INTERNAL)


async def _never() -> None:
    """Never returns: the result is for all subscribers, so no client disconnect stops it."""
    await asyncio.Event().wait()
