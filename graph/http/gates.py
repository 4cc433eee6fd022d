"""The gates of the API (guard.gate) according to its settings: hosts, origins, readers' key."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from graph.settings import Settings
from guard.gate import HostGate, KeyGate
from guard.hosts import Hosts, is_loopback, name_of_address
from guard.secret import Secret, read_key_file
from warehouse.errors import InvalidArgument

TITLE = "Longmai 陇脉"
ALIVE = "/healthz"
READY = "/readyz"

_READ_HEADERS = ("Authorization", "If-None-Match", "Last-Event-ID", "Apollo-Require-Preflight")
_SHOWN_HEADERS = (
    *("ETag", "Retry-After", "Content-Disposition", "Repr-Digest"),
    *("X-Longmai-Rows", "X-Longmai-Snapshot", "X-Longmai-SHA256"),
)


class Gates:
    """Access control of requests. Raises InvalidArgument for invalid host names and key files."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = Hosts((*settings.allowed_hosts, *name_of_address(settings.host)))
        self._origins = settings.cors_origins
        key = settings.readers_key
        self.secret = None if key is None else Secret(read_key_file(key), "longmai_reader")

    def admits(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether a request passes every gate and no gate adds headers to its response."""
        return (
            self._hosts.admits(headers.get(b"host"))
            and (self.secret is None or self.secret.is_in(headers))
            and not (self._origins and b"origin" in headers)
        )

    def middleware(self) -> list[Middleware]:
        """The gates, outermost first."""
        found = [Middleware(HostGate, hosts=self._hosts, origins=self._origins, open_paths=(ALIVE,))]
        if self._origins:
            # Without credentials: pages of other origins send the key as a bearer token, never a cookie.
            cors = Middleware(
                CORSMiddleware,
                allow_origins=self._origins,
                allow_methods=("GET", "POST"),
                allow_headers=_READ_HEADERS,
                expose_headers=_SHOWN_HEADERS,
            )
            found.append(cors)
        if self.secret is not None:
            key = Middleware(KeyGate, secret=self.secret, title=TITLE, open_paths=(ALIVE, READY), opens_sockets=True)
            found.append(key)
        return found


def check_open(settings: Settings, host: str) -> None:
    """Raises InvalidArgument if the service would be open to other machines without a key or an explicit option."""
    if settings.readers_key is not None and settings.allow_public:
        raise InvalidArgument("A service has a readers' key or is public, not both. 中文：访问密钥与公开服务只能选一。")
    if not is_loopback(host) and settings.readers_key is None and not settings.allow_public:
        raise InvalidArgument(
            f"'{host}' is reachable from other machines, so the service needs a readers' key."
            f" 中文：其他机器可访问“{host}”，服务须设访问密钥。",
            "Create one: (umask 077; openssl rand -hex 32 > FILE), and pass --readers-key FILE; or, for synthetic data"
            " only, --allow-public. 中文：生成密钥文件后以 --readers-key 指定；仅有合成数据时可用 --allow-public。",
        )
