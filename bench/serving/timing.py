"""Ways take turns, so that a busy second of the machine hits all of them; times are kept one by one."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Ask = Callable[[], object]
"""One request, ready to be sent."""

_WARM_UP = 3


@dataclass(frozen=True)
class Times:
    """How long the requests of one way took, in seconds, smallest first."""

    seconds: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """The time that `share` of the requests did not exceed."""
        return self.seconds[min(len(self.seconds) - 1, int(share * len(self.seconds)))]

    @property
    def p50(self) -> float:
        return self.quantile(0.5)

    @property
    def p99(self) -> float:
        return self.quantile(0.99)


def take_turns(
    ways: Mapping[str, Callable[[int], Ask]], requests: int, seconds: float, first: int = 0
) -> dict[str, Times]:
    """A, B, C, A, B, C …: at most `requests` of each, and no further round after `seconds`.

    Each way makes its n-th request from a number; making it is not timed. `first` is the number of the first.
    """
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(_WARM_UP):
        for prepare in ways.values():
            prepare(first + number)()
    deadline = time.perf_counter() + seconds
    for number in range(first + _WARM_UP, first + _WARM_UP + requests):
        for name, prepare in ways.items():
            ask = prepare(number)
            begun = time.perf_counter()
            ask()
            taken[name].append(time.perf_counter() - begun)
        if time.perf_counter() > deadline:
            break
    return {name: Times(tuple(sorted(each))) for name, each in taken.items()}
