"""The service as one writes it with Strawberry alone: types, resolvers, a DataLoader for each relation. A process.

An honest one: loaders ask once for all keys of a level, parsing and validation are cached, DuckDB is asked on the
event loop (a thread would add its own cost), and the server has the settings of `python -m graph serve`.
"""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import strawberry
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from bench.serving.fixed_server import SERVER
from warehouse.connections import open_reader

_connection: duckdb.DuckDBPyConnection


def _rows(sql: str, *values: object) -> list[dict[str, Any]]:
    found = _connection.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@strawberry.type
class Month:
    period: str
    revenue_cny: Decimal
    total_profit_cny: Decimal
    rd_expenditure_cny: Decimal


@strawberry.type
class Group:
    industry_id: str
    period: str
    revenue_cny: Decimal
    total_profit_cny: Decimal


@strawberry.type
class RegionGroup:
    industry_id: str
    region_code: str
    revenue_cny: Decimal
    total_profit_cny: Decimal


@strawberry.type
class Enterprise:
    enterprise_id: strawberry.ID
    credit_code: str
    name_zh: str
    region_code: str
    industry_id: str | None
    batch: int | None

    @strawberry.field
    async def months(self, info: strawberry.Info, since: str) -> list[Month]:
        return await info.context["months", since].load(self.enterprise_id)


@strawberry.type
class Chain:
    chain_id: strawberry.ID
    name_zh: str

    @strawberry.field
    async def enterprises(self, info: strawberry.Info, first: int) -> list[Enterprise]:
        return await info.context["members", first].load(self.chain_id)


_ENTERPRISE = "enterprise_id, credit_code, name_zh, region_code, industry_id, batch"
_MONTH = "period, revenue_cny, total_profit_cny, rd_expenditure_cny"


@strawberry.type
class Query:
    @strawberry.field
    async def enterprise(self, enterprise_id: strawberry.ID) -> Enterprise | None:
        rows = _rows(f"select {_ENTERPRISE} from core.enterprise where enterprise_id = ?", enterprise_id)
        return Enterprise(**rows[0]) if rows else None

    @strawberry.field
    async def months(self, enterprise_id: str, since: str) -> list[Month]:
        return (await _months([enterprise_id], since))[0]

    @strawberry.field
    async def groups(self, since: str) -> list[Group]:
        return [Group(**row) for row in _rows(_grouped("period"), since)]

    @strawberry.field
    async def groups_by_region(self, since: str) -> list[RegionGroup]:
        return [RegionGroup(**row) for row in _rows(_grouped("region_code"), since)]

    @strawberry.field
    async def chains(self, first: int) -> list[Chain]:
        return [
            Chain(**row) for row in _rows("select chain_id, name_zh from core.chain order by chain_id limit ?", first)
        ]


def _grouped(key: str) -> str:
    return (
        f"select industry_id, {key}, sum(revenue_cny) as revenue_cny, sum(total_profit_cny) as total_profit_cny "
        "from mart.enterprise_month where period_end_date >= ?::date group by all"
    )


async def _months(keys: list[str], since: str) -> list[list[Month]]:
    found: dict[str, list[Month]] = {key: [] for key in keys}
    for row in _rows(
        f"select enterprise_id, {_MONTH} from mart.enterprise_month "
        "where enterprise_id in (select unnest(?)) and period_end_date >= ?::date order by period",
        keys,
        since,
    ):
        found[row.pop("enterprise_id")].append(Month(**row))
    return [found[key] for key in keys]


async def _members(keys: list[str], first: int) -> list[list[Enterprise]]:
    found: dict[str, list[Enterprise]] = {key: [] for key in keys}
    for row in _rows(
        f"select chain_id, {_ENTERPRISE} from (select distinct chain_id, enterprise_id from core.enterprise_chain "
        "where chain_id in (select unnest(?))) join core.enterprise using (enterprise_id) "
        "qualify row_number() over (partition by chain_id order by enterprise_id) <= ? order by enterprise_id",
        keys,
        first,
    ):
        found[row.pop("chain_id")].append(Enterprise(**row))
    return [found[key] for key in keys]


class _Loaders(dict[tuple[str, Any], DataLoader[str, Any]]):
    """The loaders of one request, each made when it is first asked for."""

    def __missing__(self, key: tuple[str, Any]) -> DataLoader[str, Any]:
        load = {"months": _months, "members": _members}[key[0]]
        self[key] = DataLoader(load_fn=lambda keys: load(keys, key[1]))
        return self[key]


class _Service(GraphQL):
    async def get_context(self, request: Any, response: Any) -> Any:
        return _Loaders()


def build_app(snapshot: Path) -> Starlette:
    """The app on a snapshot file, at /graphql."""
    global _connection
    _connection = open_reader(snapshot)
    schema = strawberry.Schema(Query, config=StrawberryConfig(), extensions=[ParserCache(), ValidationCache()])
    return Starlette(routes=[Route("/graphql", _Service(schema))])


if __name__ == "__main__":
    uvicorn.run(build_app(Path(sys.argv[2])), host="127.0.0.1", port=int(sys.argv[1]), **SERVER)
