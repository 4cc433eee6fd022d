"""A client of an app without a server, which asks it by one of its own names."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient as StarletteClient


class TestClient(StarletteClient):
    """Of 127.0.0.1: the name that Starlette's has is none that the service answers to."""

    __test__ = False

    def __init__(self, app: Any, base_url: str = "http://127.0.0.1", **options: Any) -> None:
        super().__init__(app, base_url, **options)
