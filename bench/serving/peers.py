"""Other servers of Python's package index on the same data, each in an environment of its own.

An environment is made in the cache folder when its server is first asked for; without the package the server is left
out of the run, which says so.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import orjson

from bench.serving.data import Size
from bench.serving.goals import GRAPHIQUE, ROAPI
from bench.serving.questions import MONTH_FIELDS, POINT_FIELDS, Question, camel, snake
from bench.serving.servers import Servers, free_port
from bench.serving.ways import HttpWay, NotAnswered, Way
from bench.serving.wire import request_bytes
from warehouse.archive.home import Home
from warehouse.connections import open_scratch


class Peer(Protocol):
    """`start` installs what is missing, hands over the data and starts the server."""

    @property
    def name(self) -> str: ...

    def start(self, servers: Servers, home: Home, work: Path, size: Size) -> Way: ...


def python_peers(cache: Path) -> tuple[Peer, ...]:
    """The peers that come from Python's package index."""
    return Roapi(cache), Graphique(cache)


def environment(folder: Path, packages: Sequence[str]) -> Path:
    """The `bin` folder of an environment with these packages. Raises CalledProcessError where they cannot be had."""
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True, capture_output=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(install, check=True, capture_output=True)
        (folder / "ready").touch()
    return folder / "bin"


_POINT_COLUMNS = " ".join(map(snake, POINT_FIELDS))
_MONTH_COLUMNS = tuple(map(snake, MONTH_FIELDS))


class _RoapiWay(HttpWay):
    """The body of a request is the document itself, without variables, and the answer the rows themselves."""

    def request(self, question: Question, number: int) -> bytes:
        document = self.documents[question.name]
        for name, value in question.variables(number).items():
            document = document.replace(f"${name}", f'"{value}"')
        return request_bytes("POST", self.path, document.encode())

    def plain(self, question: Question, number: int) -> Any:
        reply = self.connection.send(self.request(question, number))
        if reply.status != 200:
            raise NotAnswered(f"{self.name}, {question.name}: {reply.status} {reply.body[:300]!r}")
        rows = orjson.loads(reply.body)
        alias = next(iter(question.statements))
        return question.plain({alias: rows[0] if question.name == "point" else rows})


@dataclass(frozen=True)
class Roapi:
    """ROAPI on Parquet files, which it holds in memory. No groups and no relations in its GraphQL."""

    cache: Path
    name: str = ROAPI

    def start(self, servers: Servers, home: Home, work: Path, size: Size) -> Way:
        program = environment(self.cache / "roapi", ["roapi"]) / "roapi"
        tables = {"enterprise": "core.enterprise", "enterprise_month": "mart.enterprise_month"}
        scratch = open_scratch()
        try:
            scratch.execute(f"attach '{home.current.resolve()}' as snapshot (read_only)")
            for name, table in tables.items():
                scratch.execute(f"copy (from snapshot.{table}) to '{work / name}.parquet' (format parquet)")
        finally:
            scratch.close()
        port = free_port()
        options = [option for name in tables for option in ("-t", f"{name}={work / name}.parquet")]
        servers.start(self.name, port, str(program), "-a", f"127.0.0.1:{port}", *options)
        return _RoapiWay(
            self.name,
            port,
            {
                "point": f"query {{ enterprise(filter: {{enterprise_id: $id}}) {{ {_POINT_COLUMNS} }} }}",
                "series": "query { enterprise_month(filter: {enterprise_id: $id, period_end_date: {gteq: $from}}, "
                f'sort: [{{field: "period"}}]) {{ {" ".join(_MONTH_COLUMNS)} }} }}',
            },
            path="/api/graphql",
        )


@dataclass(frozen=True)
class Graphique:
    """Graphique on the snapshot file itself, so that it has DuckDB's own storage. No relations."""

    cache: Path
    name: str = GRAPHIQUE

    def start(self, servers: Servers, home: Home, work: Path, size: Size) -> Way:
        packages = ["graphique[server]>=2,<3", "ibis-framework[duckdb]", "uvicorn[standard]"]
        python = environment(self.cache / "graphique", packages) / "python"
        port = free_port()
        service = Path(__file__).with_name("graphique_service.py")
        servers.start(self.name, port, str(python), "-P", str(service), str(port), str(home.current.resolve()))
        months = " ".join(f"{name} {{ values }}" for name in _MONTH_COLUMNS)
        return HttpWay(
            self.name,
            port,
            {
                "point": "query($id: String!) { enterprise { filter(enterprise_id: {eq: [$id]}) "
                f"{{ row {{ {_POINT_COLUMNS} }} }} }} }}",
                "series": "query($id: String!, $from: Date!) { enterpriseMonth { filter(enterprise_id: {eq: [$id]}, "
                f'period_end_date: {{ge: $from}}) {{ order(by: ["period"]) {{ columns {{ {months} }} }} }} }} }}',
                "group": _graphique_groups("period"),
                "group_all": _graphique_groups("region_code"),
            },
            path="/",
            rows=_graphique_rows,
        )


def _graphique_groups(key: str) -> str:
    columns = " ".join(f"{name} {{ values }}" for name in ("industry_id", key, "revenue_cny", "total_profit_cny"))
    return (
        "query($from: Date!) { enterpriseMonth { filter(period_end_date: {ge: $from}) { "
        f'group(by: ["industry_id", "{key}"], '
        'aggregate: {sum: [{name: "revenue_cny"}, {name: "total_profit_cny"}]}) '
        f"{{ columns {{ {columns} }} }} }} }} }}"
    )


def _graphique_rows(question: Question, data: Any) -> Any:
    """Its columns as rows."""
    if question.name == "point":
        return {"enterprise": data["enterprise"]["filter"]["row"]}
    filtered = data["enterpriseMonth"]["filter"]
    columns = (filtered.get("order") or filtered.get("group"))["columns"]
    rows = zip(*(column["values"] for column in columns.values()), strict=True)
    alias = next(iter(question.statements))
    return {alias: [dict(zip(map(camel, columns), row, strict=True)) for row in rows]}
