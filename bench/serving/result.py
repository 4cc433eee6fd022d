"""What a run found: plain values, before anything is said about them."""

from dataclasses import dataclass, field

from bench.serving.data import Size
from bench.serving.servers import Memory
from bench.serving.timing import Times


@dataclass(frozen=True)
class Load:
    """Requests per second of one way, the best of its turns, and its times in that turn."""

    per_second: float
    requests: int
    failed: int
    p50: float
    p99: float


@dataclass(frozen=True)
class Beside:
    """Times of a small question alone and while a long one runs, and how long the long one took."""

    alone: Times
    beside: Times
    long_seconds: float


@dataclass
class Result:
    """`times[question][way]`, with "fixed bytes" of the same size as our answer among the ways."""

    size: Size
    snapshot_bytes: int
    build_seconds: float | None
    times: dict[str, dict[str, Times]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    agreed: dict[str, list[str]] = field(default_factory=dict)
    not_answered: list[str] = field(default_factory=list)
    loads: dict[str, dict[str, Load]] = field(default_factory=dict)
    beside: Beside | None = None
    memory: dict[str, Memory] = field(default_factory=dict)
    large: "Result | None" = None

    def p50(self, question: str, way: str) -> float | None:
        """The median of a way, where it was measured."""
        times = self.times.get(question, {}).get(way)
        return times.p50 if times else None

    def per_second(self, load: str, way: str) -> float | None:
        """Requests per second, where they were counted."""
        found = self.loads.get(load, {}).get(way)
        return found.per_second if found else None
