"""Random numbers that are equal on every machine: integers only, from a named stream.

A stream is named by the seed and its purpose, so a year can be drawn without the years before it. No value comes from a
logarithm or an exponential, whose last digit differs between machines: the same arguments give the same bytes
everywhere (`random.Random` seeded by text keeps its sequence across Python versions).
"""

from __future__ import annotations

import random
import sys
from array import array

import polars as pl


def stream(seed: int, *names: object) -> random.Random:
    """The random numbers of that name."""
    return random.Random("/".join(str(part) for part in (seed, *names)))


def noise(seed: int, *names: object, count: int, spread: int) -> pl.Series:
    """`count` whole numbers between -spread and +spread, small ones more often than large ones."""
    first, second = (_uniform(stream(seed, *names, part), count) for part in "ab")
    return (first + second) * spread // 65535 - spread


def _uniform(source: random.Random, count: int) -> pl.Series:
    """`count` whole numbers from 0 to 65535, each as often."""
    numbers = array("H", source.randbytes(2 * count))
    if sys.byteorder == "big":
        numbers.byteswap()
    return pl.Series(numbers.tolist(), dtype=pl.Int64)
