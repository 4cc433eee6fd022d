"""Prometheus metrics of the running service."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph.execution.execution import Answer


class Metrics:
    """The metrics of one app, in a registry of its own, so that apps in one process do not share them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "longmai_requests", "GraphQL requests by outcome.", ["outcome"], registry=self._registry
        )
        self._errors = Counter("longmai_errors", "Errors in responses by code.", ["code"], registry=self._registry)
        self._seconds = Histogram(
            "longmai_request_seconds",
            "Time from request to response.",
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
            registry=self._registry,
        )
        self._cached = Counter(
            "longmai_answers_kept", "Requests served from the response cache.", registry=self._registry
        )
        self._memory = Gauge(
            "longmai_memory_bytes", "Bytes of the column cache of the published snapshot.", registry=self._registry
        )
        self._ok = self._requests.labels("ok")
        self._read_last: str | None = None
        self._snapshot = Gauge("longmai_snapshot_number", "Number of the snapshot last read.", registry=self._registry)

    def watch_memory(self, size: Callable[[], int]) -> None:
        """Reads the size of the column cache at each scrape."""
        self._memory.set_function(size)

    def count(self, answer: Answer, seconds: float) -> None:
        """Counts an executed request."""
        if answer.is_refused or answer.errors:
            self._requests.labels("refused" if answer.is_refused else "with_errors").inc()
        else:
            self._ok.inc()
        self._seconds.observe(seconds)
        for error in answer.errors:
            self._errors.labels(error["extensions"]["code"]).inc()
        if answer.snapshot_id != self._read_last and answer.snapshot_id is not None and answer.snapshot_id.isdigit():
            self._read_last = answer.snapshot_id
            self._snapshot.set(int(answer.snapshot_id))

    def count_cached(self, seconds: float) -> None:
        """Counts a request served from the response cache."""
        self._ok.inc()
        self._cached.inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """The metrics in Prometheus' exposition format."""
        return generate_latest(self._registry)
