"""Who is asked: the service, SQL by hand in this process, a fixed answer, and Strawberry without a planner."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import duckdb
import orjson

from bench.serving.questions import POINT_FIELDS, Question, Variables, group_answer
from bench.serving.timing import Ask
from bench.serving.wire import Connection, graphql_request


class NotAnswered(Exception):
    """A way has no answer to a question, and says why."""


class Way(Protocol):
    """`prepare` makes the n-th request of a question; `plain` the answer that all ways must agree on."""

    @property
    def name(self) -> str: ...

    def answers(self, question: Question) -> bool: ...

    def prepare(self, question: Question, number: int) -> Ask: ...

    def plain(self, question: Question, number: int) -> Any: ...


class SqlByHand:
    """The limit: statements written for the question, JSON made by DuckDB, in this process."""

    name = "SQL by hand"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._cursor = connection.cursor()

    def answers(self, question: Question) -> bool:
        return True

    def prepare(self, question: Question, number: int) -> Ask:
        variables = question.variables(number)
        statements = [(sql, _bound(sql, variables)) for sql in question.statements.values()]

        def ask() -> list[bytes]:
            return [self._text(sql, values).encode() for sql, values in statements]

        return ask

    def plain(self, question: Question, number: int) -> Any:
        variables = question.variables(number)
        texts = {alias: self._text(sql, _bound(sql, variables)) for alias, sql in question.statements.items()}
        return question.plain({alias: json.loads(text) for alias, text in texts.items()})

    def _text(self, sql: str, values: Variables) -> str:
        row = self._cursor.execute(sql, dict(values)).fetchone()
        return "null" if row is None or row[0] is None else str(row[0])


def _bound(sql: str, variables: Variables) -> Variables:
    """The variables that a statement names; DuckDB refuses others."""
    return {name: variables[name] for name in set(re.findall(r"\$(\w+)", sql))}


@dataclass
class HttpWay:
    """A GraphQL server. `documents` has a document for each question that it can answer.

    `variables` and `rows` translate where its schema is another than ours.
    """

    name: str
    port: int
    documents: Mapping[str, str]
    path: str = "/graphql"
    variables: Callable[[Question, int], Variables] = lambda question, number: question.variables(number)
    rows: Callable[[Question, Any], Any] = lambda _question, data: data
    _kept: list[Connection] = field(default_factory=list)

    def answers(self, question: Question) -> bool:
        return question.name in self.documents

    def request(self, question: Question, number: int) -> bytes:
        """The request as it goes over the wire."""
        return graphql_request(self.path, self.documents[question.name], self.variables(question, number))

    def prepare(self, question: Question, number: int) -> Ask:
        request, connection = self.request(question, number), self.connection
        return lambda: connection.send(request).body

    def plain(self, question: Question, number: int) -> Any:
        reply = self.connection.send(self.request(question, number))
        answer = orjson.loads(reply.body)
        if reply.status != 200 or "errors" in answer:
            raise NotAnswered(f"{self.name}, {question.name}: {reply.status} {str(answer.get('errors'))[:300]}")
        return question.plain(self.rows(question, answer["data"]))

    @property
    def connection(self) -> Connection:
        """Its one connection, opened when it is first needed and after it was idle."""
        if not self._kept:
            self._kept.append(Connection(self.port))
        return self._kept[0].renew()


def our_service(port: int, asked: Mapping[str, Question]) -> HttpWay:
    """The service itself: every question has its document."""

    def rows(question: Question, data: Any) -> Any:
        return group_answer(data) if question.name.startswith("group") else data

    return HttpWay("longmai", port, {name: question.document for name, question in asked.items()}, rows=rows)


_PLAIN_MONTH = "{ period revenueCny totalProfitCny rdExpenditureCny }"
_PLAIN_DOCUMENTS = {
    "point": f"query($id: ID!) {{ enterprise(enterpriseId: $id) {{ {' '.join(POINT_FIELDS)} }} }}",
    "series": "query($id: String!, $from: String!) { "
    f"enterpriseMonths: months(enterpriseId: $id, since: $from) {_PLAIN_MONTH} }}",
    "group": "query($from: String!) { groups(since: $from) { industryId period revenueCny totalProfitCny } }",
    "group_all": "query($from: String!) { groups: groupsByRegion(since: $from) "
    "{ industryId regionCode revenueCny totalProfitCny } }",
    "nested": "query($from: String!) { industryChains: chains(first: 50) { chainId nameZh enterprises(first: 5) "
    f"{{ enterpriseId nameZh months(since: $from) {_PLAIN_MONTH} }} }} }}",
}


def plain_strawberry(port: int) -> HttpWay:
    """The reference server of plain_server.py; its lists are bare, which is less to write than ours."""
    return HttpWay("plain Strawberry", port, _PLAIN_DOCUMENTS)
