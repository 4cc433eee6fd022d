"""What is to be reached, each as one ratio of one run."""

from collections.abc import Callable
from dataclasses import dataclass

from bench.serving.result import Result

OURS, SQL, FIXED, PLAIN = "longmai", "SQL by hand", "fixed bytes", "plain Strawberry"
ROAPI, GRAPHIQUE, POSTGRAPHILE = "ROAPI", "Graphique", "PostGraphile"


@dataclass(frozen=True)
class Goal:
    """`ratio` is None where the run cannot tell; `is_at_least` says on which side of `limit` it has to lie."""

    what: str
    limit: float
    is_at_least: bool
    ratio: Callable[[Result], float | None]

    def outcome(self, result: Result) -> tuple[float | None, str]:
        """The ratio, and whether the goal is reached, missed or was not measured."""
        ratio = self.ratio(result)
        if ratio is None:
            return None, "not measured"
        return ratio, "reached" if (ratio >= self.limit) is self.is_at_least or ratio == self.limit else "missed"


def _over(question: str, above: str, below: str) -> Callable[[Result], float | None]:
    return lambda result: _divided(result.p50(question, above), result.p50(question, below))


def _beyond_the_floor(question: str) -> Callable[[Result], float | None]:
    def ratio(result: Result) -> float | None:
        ours, floor = result.p50(question, OURS), result.p50(question, FIXED)
        return _divided(None if ours is None or floor is None else ours - floor, result.p50(question, SQL))

    return ratio


def _loaded(load: str, way: str, against: str) -> Callable[[Result], float | None]:
    return lambda result: _divided(result.per_second(load, way), result.per_second(load, against))


def _grown(question: str) -> Callable[[Result], float | None]:
    return lambda result: _divided(result.large and result.large.p50(question, OURS), result.p50(question, OURS))


def _slowed(result: Result) -> float | None:
    return result.beside and result.beside.beside.p99 / result.beside.alone.p99


def _search_beside_contains(result: Result) -> float | None:
    return _divided(result.p50("search", OURS), result.p50("contains", OURS))


def _divided(above: float | None, below: float | None) -> float | None:
    return None if above is None or not below else above / below


GOALS = (
    Goal("nested: plain Strawberry / longmai", 10, True, _over("nested", PLAIN, OURS)),
    *(
        Goal(f"{name}: (longmai - fixed bytes) / SQL by hand", 1.3, False, _beyond_the_floor(name))
        for name in ("nested", "group", "series")
    ),
    Goal("nested: PostGraphile / longmai", 3, True, _over("nested", POSTGRAPHILE, OURS)),
    Goal("group: Graphique / longmai", 4, True, _over("group", GRAPHIQUE, OURS)),
    Goal("series: Graphique / longmai", 4, True, _over("series", GRAPHIQUE, OURS)),
    Goal("search by a name / contains", 4, False, _search_beside_contains),
    Goal("point: ROAPI / longmai", 1, True, _over("point", ROAPI, OURS)),
    Goal("point, 8 connections: longmai / fixed bytes", 0.2, True, _loaded("point", OURS, FIXED)),
    Goal("point, 8 connections: longmai / PostGraphile", 1, True, _loaded("point", OURS, POSTGRAPHILE)),
    Goal("repeated, 8 connections, POST: longmai / fixed bytes", 0.7, True, _loaded("repeated", OURS, FIXED)),
    Goal("repeated, 8 connections, GET with ETag: longmai / fixed 304", 0.7, True, _loaded("revalidated", OURS, FIXED)),
    Goal("group, large / small data", 3, False, _grown("group")),
    Goal("group over all months, large / small data", 3, False, _grown("group_all")),
    Goal("p99 of point beside a long query / alone", 3, False, _slowed),
)
