"""Compression of responses: zstd if the client accepts it, else gzip; small responses stay uncompressed."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import pyarrow as pa

from graph.execution.accept import weight_of

SMALLEST = 1_000
"""Bytes below which compression costs more than it saves."""

Encoding = Literal["", "zstd", "gzip"]

_LEVELS: dict[Encoding, int] = {"zstd": 1, "gzip": 1}
"""In order of preference. Lowest levels: JSON of rows shrinks tenfold at any level, so speed decides."""


@lru_cache(maxsize=256)
def choose_encoding(accepted: bytes) -> Encoding:
    """The encoding with the greatest weight in `Accept-Encoding`, ties by our preference; "" for none."""
    weights: dict[str, float] = {}
    for part in accepted.decode("latin-1").lower().split(","):
        name, _, options = part.partition(";")
        weights[name.strip()] = weight_of(options.split(";"))
    rest = weights.get("*", 0.0)
    best = max(_LEVELS, key=lambda name: weights.get(name, rest))
    return best if weights.get(best, rest) > 0 else ""


def compress(content: bytes, encoding: Literal["zstd", "gzip"], level: int | None = None) -> bytes:
    """Compresses the content, at the fast level of responses unless another is given."""
    codec = pa.Codec(encoding, compression_level=_LEVELS[encoding] if level is None else level)
    return bytes(codec.compress(content, asbytes=True))
