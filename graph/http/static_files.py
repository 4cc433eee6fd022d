"""Static files with compression by `Accept-Encoding`: GraphiQL's script of 1.3 MB shrinks to a quarter.

A file is compressed once per level and process, at the first request, so the package has no compressed copies.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from graph.execution.encodings import SMALLEST, choose_encoding, compress

_LEVEL = 9
_COMPRESSED_ALREADY = frozenset({".png"})


class CompressedFiles(StaticFiles):
    """Serves a folder; `Content-Encoding` by `Accept-Encoding`."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        path = Path(full_path)
        if path.suffix in _COMPRESSED_ALREADY or stat_result.st_size < SMALLEST:
            return response
        response.headers.add_vary_header("Accept-Encoding")
        encoding = choose_encoding(Headers(scope=scope).get("accept-encoding", "").encode("latin-1"))
        if not encoding or not isinstance(response, FileResponse):
            return response
        content = _compressed(path, stat_result.st_mtime_ns, encoding)
        # The tag is weak, since the bytes differ by encoding; it still matches for `If-None-Match`.
        headers = {
            "Content-Encoding": encoding,
            "ETag": f"W/{response.headers['etag']}",
            "Last-Modified": response.headers["last-modified"],
            "Vary": response.headers["vary"],
        }
        return Response(content, status_code, headers, response.media_type)


@lru_cache(maxsize=32)
def _compressed(path: Path, _changed: int, encoding: Literal["zstd", "gzip"]) -> bytes:
    return compress(path.read_bytes(), encoding, _LEVEL)
