"""Allowed host names, against DNS rebinding: a foreign name that resolves to this machine is refused."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from warehouse.errors import InvalidArgument

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::\d{1,5})?", re.ASCII)


class Hosts:
    """The loopback names and those that an operator configures, such as `data.example.cn` or `*.example.cn`."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = {*LOOPBACK, *(_check_name(name) for name in names)}
        self._below = tuple(name[1:] for name in self._names if name.startswith("*."))
        self._admits = lru_cache(maxsize=256)(self._find)

    def admits(self, host: bytes | None) -> bool:
        """Whether the header Host has one of the names, with any port."""
        return host is not None and self._admits(host)

    def _find(self, host: bytes) -> bool:
        name = host_name(host.decode("latin-1"))
        return name is not None and (name in self._names or name.endswith(self._below))


def host_name(host: str) -> str | None:
    """The name in a header Host, without its port; None if malformed."""
    found = _HOST.fullmatch(host.strip().lower())
    return found[1] if found else None


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach a server on that address."""
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def name_of_address(address: str) -> tuple[str, ...]:
    """The host name of a server on that address; empty for a wildcard address."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return (address,) if address else ()
    if found.is_unspecified:
        return ()
    return (f"[{found}]" if found.version == 6 else str(found),)


def is_own_origin(headers: Mapping[bytes, bytes], others: Collection[str] = ()) -> bool:
    """Whether a request comes from a page of this server, of the other origins, or from no page.

    Compares the header Origin by host only: a proxy may have terminated TLS.
    """
    origin = headers.get(b"origin")
    if origin is None:
        return True
    text = origin.decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    return text in others or (text.startswith(("http://", "https://")) and urlsplit(text).netloc == host)


def _check_name(name: str) -> str:
    lowered = name.strip().lower()
    if host_name(lowered.removeprefix("*.")) != lowered.removeprefix("*."):
        raise InvalidArgument(
            f"'{name}' is not a host name. 中文：'{name}' 不是主机名。",
            "Use a name without scheme and port, such as data.example.cn or *.example.cn."
            " 中文：只写主机名，不带协议与端口。",
        )
    return lowered
