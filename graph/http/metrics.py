"""Figures of the running service, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph.execution.execution import Answer


class Metrics:
    """The figures of one app: a registry of its own, so that two apps in one process do not share them."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "longmai_requests", "GraphQL requests by outcome.", ["outcome"], registry=self._registry
        )
        self._errors = Counter("longmai_errors", "Errors in answers by code.", ["code"], registry=self._registry)
        self._seconds = Histogram(
            "longmai_request_seconds",
            "Time from request to answer.",
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
            registry=self._registry,
        )
        self._kept = Counter(
            "longmai_answers_kept", "Requests that were answered from memory.", registry=self._registry
        )
        self._memory = Gauge(
            "longmai_memory_bytes", "Rows of the published snapshot kept in memory.", registry=self._registry
        )
        self._ok = self._requests.labels("ok")
        self._snapshot = Gauge("longmai_snapshot_number", "Number of the snapshot last read.", registry=self._registry)

    def watch_memory(self, size: Callable[[], int]) -> None:
        """Tells what is kept whenever it is asked."""
        self._memory.set_function(size)

    def count(self, answer: Answer, seconds: float) -> None:
        """One request that was answered."""
        outcome = "refused" if answer.is_refused else "with_errors" if answer.errors else "ok"
        self._requests.labels(outcome).inc()
        self._seconds.observe(seconds)
        for error in answer.errors:
            self._errors.labels(error["extensions"]["code"]).inc()
        if answer.snapshot_id is not None and answer.snapshot_id.isdigit():
            self._snapshot.set(int(answer.snapshot_id))

    def count_kept(self, seconds: float) -> None:
        """One request that was answered from memory."""
        self._ok.inc()
        self._kept.inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """The exposition format of Prometheus."""
        return generate_latest(self._registry)
