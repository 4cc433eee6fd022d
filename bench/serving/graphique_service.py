"""Graphique as its page says, on two tables of a snapshot. Run with the Python of its own environment."""

import sys

import ibis
import uvicorn
from graphique import GraphQL

_connection = ibis.duckdb.connect(sys.argv[2], read_only=True)


class Query:
    enterprise = _connection.table("enterprise", database="core")
    enterprise_month = _connection.table("enterprise_month", database="mart")


if __name__ == "__main__":
    options = {"log_level": "warning", "access_log": False, "ws": "none", "server_header": False}
    uvicorn.run(GraphQL(Query), host="127.0.0.1", port=int(sys.argv[1]), **options)
