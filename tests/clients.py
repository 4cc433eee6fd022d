"""A client of an app without a server, which asks it by one of its own names."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient as StarletteClient


class TestClient(StarletteClient):
    """Of 127.0.0.1: the name that Starlette's has is none that the service answers to."""

    __test__ = False

    def __init__(self, app: Any, base_url: str = "http://127.0.0.1", **options: Any) -> None:
        super().__init__(app, base_url, **options)

    def websocket_connect(self, url: str, *arguments: Any, **options: Any) -> Any:
        """Starlette gives a WebSocket its own name whatever the base is."""
        return super().websocket_connect(str(self.base_url.copy_with(scheme="ws").join(url)), *arguments, **options)
