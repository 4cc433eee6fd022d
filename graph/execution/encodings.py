"""Compressed answers: zstd where the client takes it, else gzip, and neither for what is small."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import pyarrow as pa

from graph.execution.accept import weight_of

SMALLEST = 1_000
"""Bytes below which compressing costs more than it saves."""

Encoding = Literal["", "zstd", "gzip"]

_LEVELS: dict[Encoding, int] = {"zstd": 1, "gzip": 1}
"""By preference. The lowest levels: JSON of rows shrinks tenfold at any of them, and time is what an answer costs."""


@lru_cache(maxsize=256)
def choose_encoding(accepted: bytes) -> Encoding:
    """The encoding of the greatest weight in `Accept-Encoding`, ours among equals; "" for none."""
    weights: dict[str, float] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        name, _, options = part.partition(";")
        weights[name.strip()] = weight_of(options.split(";"))
    rest = weights.get("*", 0.0)
    best = max(_LEVELS, key=lambda name: weights.get(name, rest))
    return best if weights.get(best, rest) > 0 else ""


def compress(content: bytes, encoding: Literal["zstd", "gzip"]) -> bytes:
    """The content in that encoding."""
    codec = pa.Codec(encoding, compression_level=_LEVELS[encoding])
    return bytes(codec.compress(content, asbytes=True))
