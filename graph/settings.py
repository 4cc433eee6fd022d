"""Settings of an installation, read once from the environment."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from warehouse.environment import (
    ANSWER_BYTES,
    QUERY_SECONDS,
    STATEMENT_MEMORY_MB,
    read_number,
    read_query_seconds,
    read_statement_memory_mb,
)
from warehouse.errors import InvalidArgument
from warehouse.query.cost import MOST_INPUT_ROWS, MOST_ROWS

_ORIGIN = re.compile(r"https?://[a-z0-9_.\-\[\]:]+", re.ASCII)


@dataclass(frozen=True)
class RoleLimits:
    """Limits of one request of a role: estimated rows of its plans, seconds, bytes of its response, input rows of its
    computed root fields."""

    rows: int = MOST_ROWS
    query_seconds: float = QUERY_SECONDS
    answer_bytes: int = ANSWER_BYTES
    input_rows: int = MOST_INPUT_ROWS


@dataclass(frozen=True)
class Settings:
    """Settings of the API.

    `workers` operations run at a time and `waiting` more may wait; an operation that takes longer than
    `query_timeout_seconds`, waiting included, is stopped. `cache_mb` bounds the response cache, `memory_mb` the column
    cache of the published snapshot, `answers_mb` all responses in progress, `statement_memory_mb` all statements.
    `documents` is a folder or file of documents that clients may name by hash; with `only_documents` no others run.
    `export_workers` files are written at a time, each within `export_timeout_seconds`; a bulletin is written by a child
    of at most `bulletin_memory_mb`, in the words of `bulletin_wording` (docs/bulletin.md). At most `streams` sockets
    and event streams are open. The service accepts the loopback host names and `allowed_hosts`; pages of
    `cors_origins` may read its responses. Beyond loopback it needs `readers_key`, a file, or `allow_public`, which
    serves synthetic data only.
    """

    home: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 4
    waiting: int = 100
    query_timeout_seconds: float = QUERY_SECONDS
    cache_mb: float = 64.0
    memory_mb: float = 1024.0
    answers_mb: float = 256.0
    documents: Path | None = None
    only_documents: bool = False
    export_workers: int = 2
    export_timeout_seconds: float = 60.0
    bulletin_memory_mb: int = 4096
    bulletin_wording: Path | None = None
    streams: int = 1000
    statement_memory_mb: int = STATEMENT_MEMORY_MB
    explain_roles: frozenset[str] = frozenset()
    role_limits: Mapping[str, RoleLimits] = field(default_factory=dict)
    allowed_hosts: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    readers_key: Path | None = None
    allow_public: bool = False

    def limits_of(self, role: str) -> RoleLimits:
        """The limits of a role, by default those of every caller."""
        return self.role_limits.get(role) or RoleLimits(query_seconds=self.query_timeout_seconds)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from the variables LONGMAI_*. Raises InvalidArgument for an invalid value."""
    seconds = read_query_seconds(environment)
    role_limits = environment.get("LONGMAI_ROLE_LIMITS")
    return Settings(
        home=Path(environment.get("LONGMAI_HOME") or Settings.home),
        host=environment.get("LONGMAI_HOST") or Settings.host,
        port=read_number(environment, "LONGMAI_PORT", int, Settings.port),
        workers=read_number(environment, "LONGMAI_WORKERS", int, Settings.workers),
        waiting=read_number(environment, "LONGMAI_WAITING", int, Settings.waiting),
        query_timeout_seconds=seconds,
        cache_mb=read_number(environment, "LONGMAI_CACHE_MB", float, Settings.cache_mb),
        memory_mb=read_number(environment, "LONGMAI_MEMORY_MB", float, Settings.memory_mb, may_be_none=True),
        answers_mb=read_number(environment, "LONGMAI_ANSWERS_MB", float, Settings.answers_mb),
        documents=Path(environment["LONGMAI_DOCUMENTS"]) if environment.get("LONGMAI_DOCUMENTS") else None,
        only_documents=_yes_or_no(environment, "LONGMAI_ONLY_DOCUMENTS"),
        export_workers=read_number(environment, "LONGMAI_EXPORT_WORKERS", int, Settings.export_workers),
        export_timeout_seconds=read_number(
            environment, "LONGMAI_EXPORT_TIMEOUT_SECONDS", float, Settings.export_timeout_seconds
        ),
        bulletin_memory_mb=read_number(environment, "LONGMAI_BULLETIN_MEMORY_MB", int, Settings.bulletin_memory_mb),
        bulletin_wording=Path(environment["LONGMAI_BULLETIN_WORDING"])
        if environment.get("LONGMAI_BULLETIN_WORDING")
        else None,
        streams=read_number(environment, "LONGMAI_STREAMS", int, Settings.streams),
        statement_memory_mb=read_statement_memory_mb(environment),
        role_limits=_role_limits(role_limits, seconds) if role_limits else {},
        explain_roles=frozenset(_listed(environment, "LONGMAI_EXPLAIN_ROLES")),
        allowed_hosts=_listed(environment, "LONGMAI_ALLOWED_HOSTS"),
        cors_origins=tuple(map(_check_origin, _listed(environment, "LONGMAI_CORS_ORIGINS"))),
        readers_key=Path(environment["LONGMAI_READERS_KEY"]) if environment.get("LONGMAI_READERS_KEY") else None,
        allow_public=_yes_or_no(environment, "LONGMAI_ALLOW_PUBLIC"),
    )


def _role_limits(path: str, query_seconds: float) -> dict[str, RoleLimits]:
    """The limits of roles from a TOML file, one section per role. Raises InvalidArgument."""
    try:
        sections = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidArgument(f"LONGMAI_ROLE_LIMITS: '{path}' cannot be read: {error}.") from error
    known = {part.name for part in fields(RoleLimits)}
    for role, section in sections.items():
        if not isinstance(section, dict) or not section.keys() <= known:
            raise InvalidArgument(f"LONGMAI_ROLE_LIMITS: '{role}' may have {', '.join(sorted(known))}.")
        for name, value in section.items():
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                raise InvalidArgument(f"LONGMAI_ROLE_LIMITS: {name} of '{role}' is {value!r}; it must be above 0.")
    return {role: RoleLimits(**{"query_seconds": query_seconds, **section}) for role, section in sections.items()}


def _listed(environment: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(filter(None, environment.get(name, "").replace(" ", "").split(",")))


def _check_origin(origin: str) -> str:
    """The origin as a browser sends it. Raises InvalidArgument, for `*` too: each reader is listed."""
    if not _ORIGIN.fullmatch(origin):
        raise InvalidArgument(
            f"LONGMAI_CORS_ORIGINS: '{origin}' is no origin. 中文：“{origin}”不是来源地址。",
            "Name each as a browser does: https://portal.example.cn. 中文：请逐个写明，如 https://portal.example.cn。",
        )
    return origin


def _yes_or_no(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name) or "0"
    if text not in {"0", "1"}:
        raise InvalidArgument(f"{name} is '{text}'; it must be 0 or 1.")
    return text == "1"
