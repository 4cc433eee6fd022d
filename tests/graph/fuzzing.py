"""Lets schemathesis ask the running server, on the made rows: `make fuzz`.

    python -m tests.graph.fuzzing .venv-fuzz/bin/schemathesis --seed 1 --max-examples 50

Everything after the program goes to it. It ends as schemathesis ends: 0 where no answer was a fault of the server.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from graphql import GraphQLObjectType, GraphQLSchema, build_schema, print_schema

from tests.graph.comparing import made_store
from tests.graph.running import running

SDL = Path("schema.graphql")
NAMING = ("snapshot", "asOf", "after", "before")
"""Arguments in which a text drawn by chance names nothing, so that the whole field is refused."""

CHECK = '''
import schemathesis


@schemathesis.check
def no_fault_of_the_server(ctx, response, case):
    """A refusal has a code of its own; a fault of ours is INTERNAL, or no answer of GraphQL at all."""
    errors = response.json().get("errors", ())
    assert response.status_code < 500
    assert all(error["extensions"]["code"] != "INTERNAL" for error in errors), errors
'''


def schema_without(names: tuple[str, ...]) -> GraphQLSchema:
    """The schema as it is committed, with these arguments taken from every field that may do without."""
    schema = build_schema(SDL.read_text("utf-8"))
    for kind in schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            for name in names:
                field.args.pop(name, None)
    return schema


def _main() -> None:
    program, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, running(made_store(Path(folder))) as served:
        asked, checks = Path(folder) / "asked.graphql", Path(folder) / "checks.py"
        asked.write_text(print_schema(schema_without(NAMING)), "utf-8")
        checks.write_text(CHECK, "utf-8")
        command = [program, "run", str(asked), "--url", f"{served.http}/graphql", "--no-color"]
        command += ["--checks", "no_fault_of_the_server", "--continue-on-failure", *options]
        # Python's hashes decide in which order schemathesis tries fields.
        settings = {**os.environ, "PYTHONPATH": folder, "SCHEMATHESIS_HOOKS": "checks", "PYTHONHASHSEED": "0"}
        raise SystemExit(subprocess.run(command, env=settings, check=False).returncode)


if __name__ == "__main__":
    _main()
